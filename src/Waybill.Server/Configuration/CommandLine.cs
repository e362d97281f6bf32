namespace Waybill.Server;

/// <summary>What is asked on the command line beyond settings.</summary>
internal static class CommandLine
{
    private const string Help = """
        Waybill, an AS2 gateway.

          ./run                                   start, on http://localhost:8080; partners send to /as2
          ./run --Waybill:Urls http://+:9000      listen elsewhere
          ./run --Waybill:Payloads ./somewhere    keep received documents elsewhere
          ./run --demo                            two companies exchange documents with each other; exits 0 or 1
          ./run --demo --keep                     the same, and both stay up until Ctrl+C

        Settings stand in appsettings.json, the environment (WAYBILL__URLS) or on the command line; the later one wins.

          Waybill:Urls                            addresses to listen on, separated by semicolons
          Kestrel:Certificates:Default:Path       certificate of https addresses (PEM), with Kestrel:Certificates:Default:KeyPath
          Waybill:Payloads                        folder of received documents, receipts and answers
          Waybill:MaxBodyBytes                    largest message of anybody

          Waybill:Stations:0:As2Id                our own AS2 name
          Waybill:Stations:0:Certificate          file of our certificate (PEM)
          Waybill:Stations:0:Key                  file of its private key (PEM); ./waybill cert new makes both

          Waybill:Partners:0:As2Id                a partner's AS2 name
          Waybill:Partners:0:Certificates:0       file of its certificate (PEM or DER); more than one may be named
          Waybill:Partners:0:Url                  where it receives; its asynchronous receipts may go to this host
          Waybill:Partners:0:ReceiptHosts:0       further hosts its asynchronous receipts may go to
          Waybill:Partners:0:Station              which of our names it exchanges with; all when not set
          Waybill:Partners:0:Profile              Rfc4130 (default) or Modern
          Waybill:Partners:0:Signature            Required (default), Allowed or Forbidden; likewise Encryption, and Compression (default Allowed)
          Waybill:Partners:0:MaxBodyBytes         largest message
          Waybill:Partners:0:AnswerEmptyWith204   204 instead of 200 where an answer has no body
          Waybill:Partners:0:AllowPrivate         its hosts may be inside this network
          Waybill:Partners:0:AllowSha1            likewise AllowMd5, AllowTripleDes, AllowRc2, AllowUnsignedCbc: old ways, off by default
        """;

    /// <summary>The exit code when the arguments ask for an answer and not for a server; null to start it.</summary>
    internal static int? AnswersAtOnce(string[] args, TextWriter output)
    {
        if (args.Contains("--help", StringComparer.Ordinal) || args.Contains("-h", StringComparer.Ordinal))
        {
            output.WriteLine(Help);
            return 0;
        }

        return null;
    }

    internal static bool IsDemo(string[] args) => args.Contains("--demo", StringComparer.Ordinal);
}
