using System.Buffers;
using System.Buffers.Text;

namespace Waybill.Mime;

/// <summary>Gathers whole lines of input and gives them out as base64.</summary>
internal sealed class Base64EncodingStream(Stream source) : ReadOnlyStream
{
    private const int Lines = 1024;
    private const int InputBytes = Lines * TransferEncodingWriter.LineBytes;

    private byte[] _input = ArrayPool<byte>.Shared.Rent(InputBytes);
    private byte[] _output = ArrayPool<byte>.Shared.Rent(Lines * 78);
    private int _at;
    private int _end;
    private bool _ended;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _end)
        {
            if (_ended || buffer.IsEmpty)
            {
                return 0;
            }

            var length = await source.ReadAtLeastAsync(_input.AsMemory(0, InputBytes), InputBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            _ended = length < InputBytes;
            (_at, _end) = (0, EncodeLines(_input.AsSpan(0, length), _output));
        }

        var given = Math.Min(buffer.Length, _end - _at);
        _output.AsMemory(_at, given).CopyTo(buffer);
        _at += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _input.Length > 0)
        {
            source.Dispose();
            ArrayPool<byte>.Shared.Return(_input);
            ArrayPool<byte>.Shared.Return(_output);
            (_input, _output, _at, _end, _ended) = ([], [], 0, 0, true);
        }

        base.Dispose(disposing);
    }

    private static int EncodeLines(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var line = input[..Math.Min(TransferEncodingWriter.LineBytes, input.Length)];
            Base64.EncodeToUtf8(line, output[written..], out _, out var length);
            written += length;
            output[written++] = (byte)'\r';
            output[written++] = (byte)'\n';
            input = input[line.Length..];
        }

        return written;
    }
}
