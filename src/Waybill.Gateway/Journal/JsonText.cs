using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Waybill.Gateway;

/// <summary>Writes the short JSON texts of the journal, with one writer and one buffer a thread.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public static class JsonText
{
    /// <summary>What a thread keeps at most, in bytes.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _own;

    /// <summary>Writes one value. <paramref name="write"/> must not come back here.</summary>
    public static string Of<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var (buffer, json) = _own ?? New();
        _own = null;
        write(json, value);
        json.Flush();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (buffer.Capacity <= MostKept)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            _own = (buffer, json);
        }

        return text;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) New()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }
}
