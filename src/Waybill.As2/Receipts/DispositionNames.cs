namespace Waybill.As2;

/// <summary>The remarks the standards define, and what peers make of them.</summary>
internal static class DispositionNames
{
    internal const string AuthenticationFailed = "authentication-failed";
    internal const string IntegrityCheckFailed = "integrity-check-failed";
    internal const string DecryptionFailed = "decryption-failed";
    internal const string DecompressionFailed = "decompression-failed";
    internal const string InsufficientMessageSecurity = "insufficient-message-security";
    internal const string UnexpectedProcessingError = "unexpected-processing-error";
    internal const string UnsupportedFormat = "unsupported format";
    internal const string UnsupportedMicAlgorithms = "unsupported MIC-algorithms";
    internal const string SenderEqualsReceiver = "sender-equals-receiver";
    internal const string DuplicateDocument = "duplicate-document";
    internal const string DuplicateFileName = "duplicate-filename";
    internal const string IllegalFileName = "illegal-filename";
    internal const string InvalidMessageId = "invalid-message-id";
    internal const string UnknownTradingRelationship = "unknown-trading-relationship";

    private static readonly string[] All =
    [
        AuthenticationFailed, IntegrityCheckFailed, DecryptionFailed, DecompressionFailed, InsufficientMessageSecurity, UnexpectedProcessingError,
        UnsupportedFormat, UnsupportedMicAlgorithms, SenderEqualsReceiver, DuplicateDocument, DuplicateFileName, IllegalFileName,
        InvalidMessageId, UnknownTradingRelationship, "unknown-trading-partner",
    ];

    private static readonly string[] Modifiers = ["ERROR:", "FAILURE:", "WARNING:"];

    /// <summary>Finds the name a remark begins with, ignoring case and hyphens.</summary>
    internal static string? Find(string text)
    {
        var key = Key(text).AsSpan();

        // "error: error: name" was seen.
        for (var doubled = Doubled(key); doubled > 0; doubled = Doubled(key))
        {
            key = key[doubled..];
        }

        foreach (var name in All)
        {
            if (key.StartsWith(Key(name), StringComparison.Ordinal))
            {
                return name;
            }
        }

        // OpenAS2 writes one s; the draft of RFC 4130bis leaves out another.
        return key.StartsWith("DECOMPRESIONFAILED", StringComparison.Ordinal) ? DecompressionFailed
            : key.StartsWith("UNSUPPORTEDMICALGORITHM", StringComparison.Ordinal) ? UnsupportedMicAlgorithms
            : null;
    }

    private static int Doubled(ReadOnlySpan<char> key)
    {
        foreach (var word in Modifiers)
        {
            if (key.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }

    private static string Key(string text) => string.Concat(text.Where(c => c is not ('-' or ' ' or '_'))).ToUpperInvariant();
}
