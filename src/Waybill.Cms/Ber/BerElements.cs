using System.Formats.Asn1;
using System.Numerics;

namespace Waybill.Cms;

/// <summary>Small elements read whole from a <see cref="BerReader"/>, and <see cref="AsnReader"/> with our exception.</summary>
internal static class BerElements
{
    private const int MaxSmallBytes = 1024;

    private static readonly AsnReaderOptions Unsorted = new() { SkipSetSortOrderVerification = true };

    public static async ValueTask<string> ReadOidAsync(this BerReader reader, string what, CancellationToken cancellationToken)
    {
        var element = await reader.CollectElementAsync(MaxSmallBytes, what, cancellationToken);
        return Parse(element, what, asn => asn.ReadObjectIdentifier());
    }

    public static async ValueTask<int> ReadVersionAsync(this BerReader reader, CancellationToken cancellationToken)
    {
        var element = await reader.CollectElementAsync(MaxSmallBytes, "version", cancellationToken);
        var version = Parse(element, "version", asn => asn.ReadInteger());
        return version >= BigInteger.Zero && version <= 255 ? (int)version : throw BerReader.Malformed("The version is not one of RFC 5652.");
    }

    /// <summary>Runs <paramref name="parse"/> on one element and demands that it reads all of it; every ASN.1 error is <see cref="CmsProblem.Malformed"/>.</summary>
    public static T Parse<T>(ReadOnlyMemory<byte> element, string what, Func<AsnReader, T> parse)
    {
        try
        {
            // Peers do not sort their sets, and nothing we read depends on it.
            var reader = new AsnReader(element, AsnEncodingRules.BER, Unsorted);
            var result = parse(reader);
            reader.ThrowIfNotEmpty();
            return result;
        }
        catch (Exception error) when (error is AsnContentException or OverflowException)
        {
            throw new CmsException(CmsProblem.Malformed, $"{what} is not well formed.", inner: error);
        }
    }
}
