namespace Waybill.EndToEnd.Tests;

/// <summary>One connection of the matrix that products are certified with: how messages are protected, and which receipt comes when. The names are as awkward as the laboratory's.</summary>
/// <param name="At">Its place.</param>
/// <param name="IsSigned">Whether messages are signed.</param>
/// <param name="IsEncrypted">Whether they are encrypted.</param>
/// <param name="Compress">When they are compressed.</param>
/// <param name="Receipt">Which receipt is asked for.</param>
/// <param name="IsLater">Whether it comes on its own.</param>
internal sealed record CertificationCell(int At, bool IsSigned, bool IsEncrypted, string Compress, string Receipt, bool IsLater)
{
    private static readonly string[] Names = ["a b c ! {0}", "company [ {0} ]", "< {0} >", "# {0}", "{0} trailing;"];

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<CertificationCell> All { get; } =
    [
        .. (from signed in (bool[])[false, true]
            from encrypted in (bool[])[false, true]
            from compress in (string[])["None", "BeforeSigning", "AfterSigning"]
            from receipt in (string[])["None", "Unsigned", "Signed", "Signed later"]
            where compress is not "AfterSigning" || signed
            select (signed, encrypted, compress, receipt)).Select(static (c, at) => new CertificationCell(at, c.signed, c.encrypted, c.compress, c.receipt.Split(' ')[0], c.receipt.EndsWith("later", StringComparison.Ordinal))),
    ];

    /// <summary>Name of the connection, on both sides.</summary>
    internal string Name => FormattableString.Invariant($"cell-{At}");

    /// <summary>The AS2 name of a company in it.</summary>
    internal string NameOf(string company) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Names[At % Names.Length], FormattableString.Invariant($"{company} {At}"));

    /// <summary>The connection as settings: what comes in has to be exactly so.</summary>
    internal IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Sign", IsSigned ? "sha-256" : "none"), ("Signature", IsSigned ? "Required" : "Forbidden"), ("Encrypt", IsEncrypted ? "aes256-cbc" : "none"), ("Encryption", IsEncrypted ? "Required" : "Forbidden"),
        ("Compress", Compress), ("Compression", Compress is "None" ? "Forbidden" : "Required"), ("Receipt", Receipt), .. IsEncrypted && !IsSigned ? [("AllowUnsignedCbc", "true")] : ((string, string)[])[],
    ];
}
