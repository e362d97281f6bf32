using System.Security.Cryptography;
using Waybill.Cms;

namespace Waybill.As2;

/// <summary>The digests of one source in every form a MIC was seen to be over, taken side by side.</summary>
internal sealed class MicFormDigests : IDisposable
{
    // The likeliest first: where two forms are the same bytes, the first name is told.
    private static readonly MicForm[] Forms =
    [
        MicForm.AsIs, MicForm.WithoutHeaders, MicForm.WithHeaders, MicForm.Decoded, MicForm.CrlfLines, MicForm.CrlfLinesWithoutHeaders,
    ];

    private readonly Dictionary<MicForm, IncrementalHash> _hashes;
    private readonly HashSet<MicForm> _used = [MicForm.AsIs, MicForm.CrlfLines];
    private bool _endsWithCr;

    internal MicFormDigests(DigestAlgorithm digest) => _hashes = Forms.ToDictionary(f => f, _ => IncrementalHash.CreateHash(digest.Hash));

    /// <param name="headers">The header block with its empty line; empty when there is none.</param>
    /// <param name="isPartOfSource">False when it is not in the source and a partner may have put it before.</param>
    internal void AddHeaders(ReadOnlySpan<byte> headers, bool isPartOfSource)
    {
        if (headers.IsEmpty)
        {
            return;
        }

        if (!isPartOfSource)
        {
            _used.Add(MicForm.WithHeaders);
            _hashes[MicForm.WithHeaders].AppendData(headers);
            return;
        }

        _used.Add(MicForm.WithoutHeaders);
        _used.Add(MicForm.CrlfLinesWithoutHeaders);
        _hashes[MicForm.AsIs].AppendData(headers);
        AddCrlf(headers, areHeaders: true);
    }

    internal void AddBody(ReadOnlySpan<byte> bytes)
    {
        _hashes[MicForm.AsIs].AppendData(bytes);
        _hashes[MicForm.WithoutHeaders].AppendData(bytes);
        _hashes[MicForm.WithHeaders].AppendData(bytes);
        AddCrlf(bytes, areHeaders: false);
    }

    internal void AddDecoded(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            _used.Add(MicForm.Decoded);
            _hashes[MicForm.Decoded].AppendData(bytes);
        }
    }

    /// <summary>The first form whose digest this is; null when none is. Resets every digest.</summary>
    internal MicForm? Find(ReadOnlySpan<byte> value)
    {
        foreach (var form in Forms.Where(_used.Contains))
        {
            if (_hashes[form].GetHashAndReset().AsSpan().SequenceEqual(value))
            {
                return form;
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var hash in _hashes.Values)
        {
            hash.Dispose();
        }
    }

    private void AddCrlf(ReadOnlySpan<byte> bytes, bool areHeaders)
    {
        while (bytes.IndexOf((byte)'\n') is var lineFeed and >= 0)
        {
            var endsWithCr = lineFeed > 0 ? bytes[lineFeed - 1] is (byte)'\r' : _endsWithCr;
            AppendCrlf(bytes[..lineFeed], areHeaders);
            AppendCrlf(endsWithCr ? "\n"u8 : "\r\n"u8, areHeaders);
            bytes = bytes[(lineFeed + 1)..];
            _endsWithCr = false;
        }

        AppendCrlf(bytes, areHeaders);
        _endsWithCr = bytes.IsEmpty ? _endsWithCr : bytes[^1] is (byte)'\r';
    }

    private void AppendCrlf(ReadOnlySpan<byte> bytes, bool areHeaders)
    {
        _hashes[MicForm.CrlfLines].AppendData(bytes);
        if (!areHeaders)
        {
            _hashes[MicForm.CrlfLinesWithoutHeaders].AppendData(bytes);
        }
    }
}
