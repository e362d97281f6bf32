using Waybill.As2;

namespace Waybill.Gateway;

/// <summary>Names the certificate of ours that a message was encrypted for, when it is one that is used no more.</summary>
internal static class RetiredKey
{
    /// <summary>What an operator is told of a refusal.</summary>
    internal static string? Detail(As2Failure failure, As2Verdict? verdict, As2Connection connection)
    {
        if (failure is not As2Failure.NoKey || verdict is null || connection.Station.Retired is [])
        {
            return verdict?.Detail;
        }

        var retired = connection.Station.Retired.FirstOrDefault(c => verdict.Layers.Any(l => l.Recipients.Any(r => ReceivedContent.Names(r, c))));
        return retired is null ? verdict.Detail
            : $"CERT_RETIRED: it is encrypted for our certificate {CertificateProblem.Name(retired)}, which is retired. Give the partner the current one.";
    }
}
