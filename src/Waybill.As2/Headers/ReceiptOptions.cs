namespace Waybill.As2;

/// <summary>What <c>Disposition-Notification-Options</c> says, taken apart without judging it.</summary>
/// <remarks>The grammar is <c>name=importance, value, value; …</c> (RFC 4130 §7.3). Peers leave out the importance, quote one value, all of them or
/// the whole header, write a comma for a semicolon, and send the header twice; a proxy joins two lines with a comma.</remarks>
internal sealed class ReceiptOptions
{
    internal const string Protocol = "signed-receipt-protocol";
    internal const string MicAlgorithms = "signed-receipt-micalg";
    internal const string Pkcs7 = "pkcs7-signature";

    private bool _namesProtocol;
    private bool _namesPkcs7;

    /// <summary>Whether one of the two parameters stands there: either alone asks for a signature (AS2-DNO-005).</summary>
    internal bool AsksForSignature { get; private set; }

    /// <summary>Whether protocols are named, and none of them is the one there is.</summary>
    internal bool HasOnlyUnknownProtocols => _namesProtocol && !_namesPkcs7;

    /// <summary>Whether a parameter we do not know is marked as required (RFC 3798 §2.2).</summary>
    internal bool HasUnknownRequired { get; private set; }

    /// <summary>Whether a digest is named, known or not.</summary>
    internal bool NamesDigests { get; private set; }

    /// <summary>Whether the digests are marked as required.</summary>
    internal bool RequiresDigests { get; private set; }

    /// <summary>The known digests, each once, in the sender's order and spelling.</summary>
    internal List<MicAlgorithm> Digests { get; } = [];

    /// <summary>Reads all lines of the header. Never throws.</summary>
    internal static ReceiptOptions Read(IEnumerable<string> lines)
    {
        var options = new ReceiptOptions();
        foreach (var line in lines)
        {
            foreach (var (name, values) in OptionText.Parameters(line))
            {
                options.Take(name, values);
            }
        }

        return options;
    }

    private void Take(string name, List<string> values)
    {
        var isRequired = Is(values, "required");
        if (isRequired || Is(values, "optional"))
        {
            values.RemoveAt(0);
        }

        if (string.Equals(name, Protocol, StringComparison.OrdinalIgnoreCase))
        {
            AsksForSignature = true;
            _namesProtocol |= values.Count > 0;
            _namesPkcs7 |= values.Exists(IsPkcs7);
        }
        else if (string.Equals(name, MicAlgorithms, StringComparison.OrdinalIgnoreCase))
        {
            AsksForSignature = true;
            NamesDigests |= values.Count > 0;
            RequiresDigests |= isRequired;
            values.ForEach(TakeDigest);
        }
        else
        {
            HasUnknownRequired |= isRequired;
        }
    }

    private void TakeDigest(string text)
    {
        if (MicAlgorithm.Parse(text).Value is { } algorithm && !Digests.Exists(d => d.Digest == algorithm.Digest))
        {
            Digests.Add(algorithm);
        }
    }

    private static bool Is(List<string> values, string importance)
        => values.Count > 0 && string.Equals(values[0], importance, StringComparison.OrdinalIgnoreCase);

    // Some peers write the media type where its subtype belongs, and the subtype as it was before registration.
    private static bool IsPkcs7(string text)
        => text.EndsWith(Pkcs7, StringComparison.OrdinalIgnoreCase)
            && text[..^Pkcs7.Length].ToUpperInvariant() is "" or "X-" or "APPLICATION/" or "APPLICATION/X-";
}
