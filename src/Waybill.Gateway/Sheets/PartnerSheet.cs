using System.Text;
using System.Text.Json.Nodes;
using Waybill.Certificates;

namespace Waybill.Gateway;

/// <summary>One guess of a sheet.</summary>
/// <param name="Field">What it is for: <c>partner/identities/0/as2Id</c>, <c>connection/url</c>, <c>station/as2Id</c>.</param>
/// <param name="Value">The value, as the resource takes it.</param>
/// <param name="From">Where it came from, in words.</param>
/// <param name="Others">Other values that the sheet named for the same.</param>
public sealed record SheetGuess(string Field, JsonNode Value, string From, IReadOnlyList<string> Others);

/// <summary>A certificate that came with a sheet.</summary>
/// <param name="Pem">It, and its issuers as far as they came, in PEM.</param>
/// <param name="From">Where it came from, in words.</param>
public sealed record SheetCertificate(string Pem, string From);

/// <summary>What was read out of a partner's sheet. Guesses: a person looks at them before anything is saved.</summary>
/// <param name="Formats">What the files were, in words.</param>
/// <param name="Guesses">One for each field that something was found for.</param>
/// <param name="Certificates">The partner's, as it seems.</param>
/// <param name="Companies">AS2 ids of several companies among which the partner was chosen; empty where there was no choice.</param>
/// <param name="Warnings">What to look at, and what was not taken.</param>
public sealed record SheetReading(
    IReadOnlyList<string> Formats, IReadOnlyList<SheetGuess> Guesses, IReadOnlyList<SheetCertificate> Certificates, IReadOnlyList<string> Companies, IReadOnlyList<string> Warnings)
{
    /// <summary>The guesses below a name as one object, as a resource takes it: <c>partner</c>, <c>connection</c>, <c>station</c>.</summary>
    public JsonObject Under(string root)
    {
        var whole = new JsonObject();
        foreach (var guess in Guesses.Where(g => g.Field.StartsWith(root + "/", StringComparison.Ordinal)))
        {
            Put(whole, guess.Field.Split('/').AsSpan(1), guess.Value.DeepClone());
        }

        return whole;
    }

    private static void Put(JsonObject target, ReadOnlySpan<string> path, JsonNode value)
    {
        if (path.Length is 1)
        {
            target[path[0]] = value;
            return;
        }

        // Of lists in a resource only the first element is ever guessed.
        if (target[path[0]] is not JsonArray list)
        {
            target[path[0]] = list = [new JsonObject()];
        }

        Put(list[0]!.AsObject(), path[2..], value);
    }
}

/// <summary>What is known before a sheet is read.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed record SheetOptions
{
    /// <summary>Our own AS2 ids: who has one of them is not the partner. Default none.</summary>
    public IReadOnlyCollection<string> OurIds { get; init; } = [];

    /// <summary>AS2 id of the partner, where a sheet names several; null: it is guessed. Default null.</summary>
    public string? Partner { get; init; }
}

/// <summary>Reads what partners send about themselves: a page of text or a mail, certificates, an OpenAS2 <c>partnerships.xml</c>, the export of a Celigo (integrator.io) connection, and our own packet.</summary>
/// <remarks>Whatever comes, it answers: what cannot be read is a warning. Work and memory are bounded by the size of the files.</remarks>
/// <threadsafety>Pure functions.</threadsafety>
public static class PartnerSheet
{
    /// <summary>Longest file, 1 MiB.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Most files; those inside a packet count for themselves.</summary>
    public const int MostFiles = 8;

    /// <summary>Reads files as one sheet.</summary>
    public static SheetReading Read(IReadOnlyList<ReadOnlyMemory<byte>> files, SheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var draft = new SheetDraft(options ?? new());
        foreach (var file in files.Take(MostFiles))
        {
            ReadOne(file, draft);
        }

        if (files.Count > MostFiles)
        {
            draft.Warn($"Only the first {MostFiles} files were read.");
        }

        return draft.End();
    }

    private static void ReadOne(ReadOnlyMemory<byte> file, SheetDraft draft)
    {
        if (file.Length is 0 or > MostBytes)
        {
            draft.Warn(file.Length is 0 ? "A file is empty." : "A file is larger than 1 MiB and was not read.");
            return;
        }

        if (PacketZip.Is(file.Span))
        {
            foreach (var inner in PacketZip.Read(file, draft))
            {
                // Zip files inside a zip file are nobody's sheet.
                if (!PacketZip.Is(inner.Span))
                {
                    ReadPlain(inner, draft);
                }
            }

            return;
        }

        ReadPlain(file, draft);
    }

    private static void ReadPlain(ReadOnlyMemory<byte> file, SheetDraft draft)
    {
        var text = TextOf(file.Span);
        var begin = (text ?? "").AsSpan().TrimStart();
        switch (begin.Length > 0 ? begin[0] : default)
        {
            case '<' when OpenAs2Sheet.TryRead(text!, draft):
            case '{' or '[' when CeligoSheet.TryRead(text!, draft):
                return;
        }

        if (text is null || !text.Contains(' ', StringComparison.Ordinal) || text.AsSpan().TrimStart().StartsWith("-----BEGIN"))
        {
            ReadCertificate(file, draft);
            return;
        }

        TextSheet.Read(text, draft);
    }

    private static void ReadCertificate(ReadOnlyMemory<byte> file, SheetDraft draft)
    {
        var result = CertificateImport.Read(file);
        if (result.Value is not { } imported)
        {
            draft.Warn($"A file is neither text nor a certificate that can be read without a passphrase. {result.Problem}");
            return;
        }

        using (imported)
        {
            draft.Format($"certificate ({imported.Format})");
            draft.Certificate(imported.CertificatePem, $"a {imported.Format} file");
            if (imported.Key is not null)
            {
                draft.Warn("A private key came with a certificate: it should never leave the partner, who ought to make a new one. It was not taken.");
            }
        }
    }

    /// <summary>Null for what is no text.</summary>
    private static string? TextOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(file[2..]);
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(file[2..]);
        }

        if (file.Contains((byte)0))
        {
            return null;
        }

        var bytes = file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? file[3..] : file;
        var text = Encoding.UTF8.GetString(bytes);

        // Mails of older systems are in some code page; names and addresses read the same. DER is neither.
        return !text.Contains('\uFFFD', StringComparison.Ordinal) ? text
            : bytes.IndexOfAnyInRange<byte>(1, 8) < 0 && bytes.IndexOfAnyInRange<byte>(14, 31) < 0 ? Encoding.Latin1.GetString(bytes) : null;
    }
}
