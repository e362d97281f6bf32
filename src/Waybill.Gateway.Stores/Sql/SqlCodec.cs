using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waybill.As2;

namespace Waybill.Gateway.Stores;

/// <summary>How values of the journal stand in columns.</summary>
internal static class SqlCodec
{
    /// <summary>Bits of an exchange's number below its milliseconds.</summary>
    internal const int SequenceBits = 22;

    /// <summary>Longest id that stands in a key as it is: an index row of PostgreSQL holds 2700 bytes.</summary>
    private const int LongestKey = 600;

    internal static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    internal static long Number(DateTimeOffset at, long sequence) => (at.ToUnixTimeMilliseconds() << SequenceBits) | (sequence & ((1L << SequenceBits) - 1));

    internal static DateTimeOffset TimeOf(long number) => Time(number >> SequenceBits);

    internal static string? TextOrNull(this ISqlRow row, int column) => row.IsNull(column) ? null : row.Text(column);

    internal static long? NumberOrNull(this ISqlRow row, int column) => row.IsNull(column) ? null : row.Number(column);

    internal static int? IntOrNull(this ISqlRow row, int column) => row.IsNull(column) ? null : (int)row.Number(column);

    internal static int Int(this ISqlRow row, int column) => (int)row.Number(column);

    internal static bool Flag(this ISqlRow row, int column) => row.Number(column) != 0;

    internal static DateTimeOffset Time(this ISqlRow row, int column) => Time(row.Number(column));

    internal static DateTimeOffset? TimeOrNull(this ISqlRow row, int column) => row.IsNull(column) ? null : Time(row.Number(column));

    internal static ReadOnlyMemory<byte>? BytesOrNull(this ISqlRow row, int column) => row.IsNull(column) ? null : (ReadOnlyMemory<byte>?)row.Bytes(column);

    internal static ExchangeId Exchange(this ISqlRow row, int column)
        => ExchangeId.Parse(row.Text(column)) ?? throw new InvalidDataException("The journal holds an exchange whose id is not one of ours.");

    internal static PayloadId? Payload(this ISqlRow row, int column) => row.IsNull(column) ? null : new(row.Text(column));

    internal static IReadOnlyList<KeyValuePair<string, string>> Headers(this ISqlRow row, int column) => row.IsNull(column) ? [] : ReadHeaders(row.Text(column));

    internal static Mic? Mic(this ISqlRow row, int column) => row.IsNull(column) ? null : As2.Mic.Parse(row.Text(column)).Value;

    /// <summary>A Message-ID as it is compared: without blanks around it and without one pair of brackets.</summary>
    internal static string Bare(string messageId)
    {
        var text = messageId.Trim(' ', '\t');
        return text is ['<', .. var inner, '>'] ? inner : text;
    }

    /// <summary>An id as part of a key; one that is too long for an index stands there as its digest.</summary>
    internal static string Key(string id)
        => id.Length <= LongestKey ? id : "long-id-sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    internal static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    internal static string? FileNames(IReadOnlyList<StoredDocument> documents)
    {
        var names = string.Join('\n', documents.Where(d => d.FileName is not null).Select(d => d.FileName!.ReplaceLineEndings(" ")));
        return names.Length is 0 ? null : Cut(names, 4000);
    }

    internal static string? FirstName(string? names) => names?.Split('\n', 2)[0];

    /// <summary>Header lines as <c>[["name","value"], …]</c>.</summary>
    internal static string Json(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (headers.Count is 0)
        {
            return "[]";
        }

        return JsonText.Of(headers, static (writer, lines) =>
        {
            writer.WriteStartArray();
            foreach (var (name, value) in lines)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(name);
                writer.WriteStringValue(value);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Rows of texts as <c>[["a",null], …]</c>, for a statement that takes many at once.</summary>
    internal static string Json(IReadOnlyList<string?[]> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var row in rows)
            {
                writer.WriteStartArray();
                foreach (var text in row)
                {
                    writer.WriteStringValue(text is null ? null : SqlValue.Clean(text));
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<KeyValuePair<string, string>> ReadHeaders(string json)
    {
        using var document = JsonDocument.Parse(json);
        var headers = new List<KeyValuePair<string, string>>(document.RootElement.GetArrayLength());
        foreach (var line in document.RootElement.EnumerateArray())
        {
            headers.Add(new(line[0].GetString()!, line[1].GetString()!));
        }

        return headers;
    }
}
