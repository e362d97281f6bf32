namespace Waybill.Cms.Tests.Signed;

/// <summary>SignedData put together by hand.</summary>
internal static class SignedParts
{
    /// <param name="content">Inside a primitive octet string.</param>
    /// <param name="digestAlgorithms">The SET, hexadecimal.</param>
    /// <param name="tail">certificates, crls and signerInfos, hexadecimal.</param>
    public static byte[] Write(byte[] content, string digestAlgorithms, string tail)
        => WriteAround(Convert.ToHexString(BerForms.Tlv(0xA0, BerForms.Tlv(4, content))), digestAlgorithms, tail);

    /// <param name="content">What stands behind eContentType, hexadecimal.</param>
    /// <param name="digestAlgorithms">The SET, hexadecimal.</param>
    /// <param name="tail">certificates, crls and signerInfos, hexadecimal.</param>
    public static byte[] WriteAround(string content, string digestAlgorithms, string tail)
    {
        byte[] inner = BerForms.Tlv(0x30, Convert.FromHexString("06092A864886F70D010701" + content));
        byte[] data = BerForms.Tlv(0x30, [2, 1, 1, .. Convert.FromHexString(digestAlgorithms), .. inner, .. Convert.FromHexString(tail)]);
        return BerForms.Tlv(0x30, [.. Convert.FromHexString("06092A864886F70D010702"), .. BerForms.Tlv(0xA0, data)]);
    }
}
