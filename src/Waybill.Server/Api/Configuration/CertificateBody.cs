using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.OpenApi;
using Waybill.Certificates;

namespace Waybill.Server;

/// <summary>Files and settings of one request: a form with files, or JSON with the files as base64. What is secret in it is overwritten when it is done with.</summary>
internal sealed class CertificateBody : IDisposable
{
    /// <summary>Some files of at most 1 MiB each, as base64.</summary>
    private const long MostBytes = 8 << 20;

    private const int MostFiles = 8;

    private readonly List<byte[]> _files = [];

    /// <summary>What else was said, without what was taken.</summary>
    internal JsonObject Settings { get; private set; } = [];

    internal IReadOnlyList<ReadOnlyMemory<byte>> Files => [.. _files.Select(static f => (ReadOnlyMemory<byte>)f)];

    /// <exception cref="BadHttpRequestException">It is neither.</exception>
    internal static async ValueTask<CertificateBody> ReadAsync(HttpContext context, FieldProblems problems, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        var body = new CertificateBody();
        try
        {
            if (context.Request.HasFormContentType)
            {
                await body.ReadFormAsync(context, ct);
            }
            else
            {
                await body.ReadJsonAsync(context, problems, ct);
            }

            if (body._files.Count > MostFiles)
            {
                problems.Add("files", $"At most {MostFiles} files.");
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>A text among the settings, taken out of them; null when it is not there.</summary>
    internal string? Take(string member, FieldProblems problems)
    {
        Settings.Remove(member, out var node);
        if (node is null)
        {
            return null;
        }

        if (node is JsonValue value && value.TryGetValue<string>(out var text))
        {
            return text;
        }

        problems.Add(member, "Must be a text.");
        return null;
    }

    /// <summary>A whole number among the settings, taken out of them; <paramref name="usual"/> when it is not there.</summary>
    internal int TakeNumber(string member, int usual, FieldProblems problems)
    {
        Settings.Remove(member, out var node);
        if (node is null)
        {
            return usual;
        }

        if (node is JsonValue value && ((value.TryGetValue<int>(out var number)) || (value.TryGetValue<string>(out var text) && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out number))))
        {
            return number;
        }

        problems.Add(member, "Must be a whole number.");
        return usual;
    }

    /// <summary>How the files are opened, taken out of the settings.</summary>
    internal ImportOptions TakeOptions(FieldProblems problems) => new()
    {
        Passphrase = Take("password", problems), KeyPassphrase = Take("keyPassword", problems), Alias = Take("alias", problems),
    };

    /// <summary>Refuses what nobody took.</summary>
    internal void RefuseRest(FieldProblems problems)
    {
        foreach (var (member, _) in Settings)
        {
            problems.Add(member, "There is no such setting.");
        }
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            CryptographicOperations.ZeroMemory(file);
        }
    }

    /// <summary>Says in the API's description what such a body is.</summary>
    /// <param name="operation">Whose.</param>
    /// <param name="members">Its members beside the files, each with what it is for.</param>
    /// <param name="example">Of the JSON.</param>
    /// <param name="hasFiles">Whether it takes files.</param>
    internal static void Describe(OpenApiOperation operation, IReadOnlyList<(string Name, string About)> members, string example, bool hasFiles = true)
    {
        OpenApiSchema Schema(bool isForm)
        {
            var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) };
            if (hasFiles)
            {
                schema.Properties["files"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array, Description = isForm ? "The files." : "The files: base64, or the text of a PEM file.",
                    Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = isForm ? "binary" : null },
                };
            }

            foreach (var (name, about) in members)
            {
                schema.Properties[name] = new OpenApiSchema
                {
                    Type = name is "days" ? JsonSchemaType.Integer : JsonSchemaType.String, Description = about, WriteOnly = name.EndsWith("assword", StringComparison.Ordinal),
                };
            }

            return schema;
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = Schema(isForm: false), Example = JsonNode.Parse(example) },
            },
        };
        if (hasFiles)
        {
            operation.RequestBody.Content!["multipart/form-data"] = new() { Schema = Schema(isForm: true) };
        }
    }

    private async Task ReadFormAsync(HttpContext context, CancellationToken ct)
    {
        IFormCollection form;
        try
        {
            // In memory alone: what is put aside on the disk would be a private key in the clear.
            form = await context.Request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = MostBytes, BufferBodyLengthLimit = MostBytes, MemoryBufferThreshold = (int)MostBytes, ValueCountLimit = 32, ValueLengthLimit = 1 << 16 }, ct);
        }
        catch (InvalidDataException wrong)
        {
            throw new BadHttpRequestException("The form cannot be read.", StatusCodes.Status400BadRequest, wrong);
        }

        foreach (var file in form.Files)
        {
            var bytes = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(bytes, ct);
            _files.Add(bytes);
        }

        foreach (var (name, values) in form)
        {
            Settings[name] = values.ToString();
        }
    }

    private async Task ReadJsonAsync(HttpContext context, FieldProblems problems, CancellationToken ct)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Neither JSON nor a form.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            Settings = await JsonNode.ParseAsync(context.Request.Body, documentOptions: new() { MaxDepth = 8, AllowDuplicateProperties = false }, cancellationToken: ct) as JsonObject ?? throw new JsonException("Not an object.");
        }
        catch (JsonException wrong)
        {
            throw new BadHttpRequestException("Failed to read parameter body.", StatusCodes.Status400BadRequest, wrong);
        }

        Settings.Remove("files", out var files);
        foreach (var file in files as JsonArray ?? [])
        {
            if (file is JsonValue value && value.TryGetValue<string>(out var text) && Bytes(text) is { } bytes)
            {
                _files.Add(bytes);
            }
            else
            {
                problems.Add("files", "Each file is base64, or the text of a PEM file.");
            }
        }
    }

    private static byte[]? Bytes(string text)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
