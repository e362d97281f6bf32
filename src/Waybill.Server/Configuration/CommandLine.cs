namespace Waybill.Server;

/// <summary>What is asked on the command line beyond settings.</summary>
internal static class CommandLine
{
    private const string Help = """
        Waybill, an AS2 gateway.

          ./run                                   start, on http://localhost:8080; partners send to /as2
          ./run --Waybill:Urls http://+:9000      listen elsewhere
          ./run --Waybill:Data ./somewhere        keep everything elsewhere
          ./run --seal acme.key                   seals a private key: writes acme.key.sealed, which Waybill:Stations:0:Key may name instead
          ./run --demo                            two companies exchange documents, one is killed half-way and comes back; exits 0 or 1
          ./run --demo --keep                     the same, and both stay up until Ctrl+C

        What people and programs do with it: the REST API under /api/v1, described at /api/v1/openapi.json; ./waybill submit and
        ./waybill message use it. Who comes in: docs/doors.md.

        Settings stand in appsettings.json, the environment (WAYBILL__URLS) or on the command line; the later one wins.

          Waybill:Urls                            addresses to listen on, separated by semicolons
          Waybill:As2Urls                         addresses for partners alone; then Waybill:Urls take no messages
          Waybill:Tls:0:Certificate               certificate of https addresses (PEM with its issuers, or PFX), with Key and Password; read again when it changes. Several are chosen by host name (Names)
          Waybill:TlsMinimum                      1.2 (default) or 1.3
          Waybill:TrustedProxies:0                address or range of a proxy whose X-Forwarded-For and -Proto are believed; default nobody's
          Waybill:MaxConnections                  most connections at once; default 4096
          Waybill:ApiRequestsPerSecond            requests of the API by one caller; default 1000
          Waybill:Data                            folder of everything that is kept; default ./data
          Waybill:Database                        the journal: Data Source=FILE (SQLite; default waybill.db in Data), or a PostgreSQL connection string
          Waybill:Payloads                        folder of stored content; default payloads in Data
          Waybill:Inbox                           folder that accepted documents are written to; default inbox in Data
          Waybill:MasterKeyFile                   file of the key to all secrets, outside Data; default ./data.key. Back it up
          Waybill:Setup:TokenFile                 file of a set-up secret of your own, for a set-up without a person
          Waybill:SignIn:IdleTime                 how long a session lasts without a request; default 08:00:00; LongestTime (7.00:00:00) altogether
          Waybill:Oidc:Authority                  an OpenID Connect server people may sign in at, with ClientId, ClientSecretFile, Name (on the button), RoleClaim, and Roles:0:Value with Roles:0:Role (docs/doors.md)
          Waybill:MaxBodyBytes                    largest message of anybody
          Waybill:MaxConcurrentMessages           most messages at once; one more is told to come back; default 256

          Waybill:Alerts:Channels:0:Name          a way out for alerts. Kind Smtp: Host, Port, Security (StartTls, Tls, None), User, Password, From, To:0. Kind Webhook: Url, Secret
          Waybill:Alerts:Rules:0:Name             which alerts go where: Kinds:0, Severity (Warning), Connections:0, Partners:0, Channels:0, MuteUntil. None: all to every channel

          Waybill:Stations:0:As2Id                our own AS2 name
          Waybill:Stations:0:Certificate          file of our certificate (PEM)
          Waybill:Stations:0:Key                  file of its private key (PEM), or a sealed one (--seal); ./waybill cert new makes both
          Waybill:Stations:0:EarlierKeys:0:Key    an earlier key, with its Certificate: still opens messages, signs nothing

          Waybill:Partners:0:As2Id                a partner's AS2 name
          Waybill:Partners:0:Certificates:0       file of its certificate (PEM or DER); more than one may be named
          Waybill:Partners:0:Url                  where it receives; its asynchronous receipts may go to this host. More under Urls:0
          Waybill:Partners:0:ReceiptHosts:0       further hosts its asynchronous receipts may go to
          Waybill:Partners:0:Station              which of our names it exchanges with; all when not set
          Waybill:Partners:0:EncryptionCertificate  what to encrypt for; default the newest of Certificates

          Waybill:Connections:0:Name              a connection with a name and policies of its own, of
          Waybill:Connections:0:Station           one of our names and
          Waybill:Connections:0:Partner           one partner's; the policies below stand here as well as under a partner that no connection names

          Waybill:Partners:0:Profile              Rfc4130 (default) or Modern
          Waybill:Partners:0:Signature            Required (default), Allowed or Forbidden; likewise Encryption, and Compression (default Allowed)
          Waybill:Partners:0:MaxBodyBytes         largest message
          Waybill:Partners:0:AnswerEmptyWith204   204 instead of 200 where an answer has no body
          Waybill:Partners:0:AllowPrivate         its hosts may be inside this network
          Waybill:Partners:0:InboundUser          the partner must bring it, with InboundPassword (Basic)
          Waybill:Partners:0:InboundClientCertificates:0  SHA-256 fingerprint of a client certificate it must show; InboundClientAuthorities:0: or a certificate of its issuer
          Waybill:Partners:0:InboundSources:0     addresses it sends from, e.g. 192.0.2.0/24
          Waybill:Partners:0:DuplicateAnswer      Error (default) or Warning: how other content under a known Message-ID is answered
          Waybill:Partners:0:KeepWireBodies       keeps every body as it came; default up to 1 MiB, and what no key opens
          Waybill:Partners:0:Folder               where its documents are written; - for none. FileName makes the names: {id} {name} {from} {to} {date} {n}
          Waybill:Partners:0:ApiPull              its documents also wait to be fetched over the API
          Waybill:Partners:0:Sign                 sha-256 (default), sha-384, sha-512, none; Encrypt: aes256-cbc (default), aes256-gcm, …, none
          Waybill:Partners:0:Compress             None (default), BeforeSigning or AfterSigning
          Waybill:Partners:0:Receipt              Signed (default), Unsigned or None; AsyncReceiptUrl: our address, for receipts that come later
          Waybill:Partners:0:User                 for a server that asks who we are, with Password
          Waybill:Partners:0:TokenIn              Header or UrlParameter: where Token goes; TokenHeader, TokenScheme, TokenParameter; RefreshUri and what follows: docs/connections.md
          Waybill:Partners:0:TlsRoots:0           who vouches for its server; likewise TlsPins, TlsVersions, TlsRevocation, ClientCertificate with ClientKey, Proxy with ProxyUser and ProxyPassword
          Waybill:Partners:0:AuthFailStatus       by what its answers say that we are not believed, with AuthFailPath and AuthFailValues; likewise RateLimitFail…; AutoRecover
          Waybill:Partners:0:Subject              subject of messages, a template; likewise SendFileName, MessageIdTemplate, ExtraHeaders:0; ContentType fixes the type
          Waybill:Partners:0:KeyTransport         Usual (default), OaepSha256 or OaepSha1; SignaturePadding, DocumentEncoding, SignatureEncoding, ReceiptSign, DecryptionCiphers:0, SignatureDigests:0 and more
          Waybill:Partners:0:Order                None (default) or Strict; likewise Concurrency, WaitBetweenCalls, TotalTime, ReceiptDeadline
          Waybill:Partners:0:RetryWaits:0         wait before a message's second attempt, e.g. 00:05:00, and so on; the last one repeats; likewise ReceiptWaits
          Waybill:Partners:0:PauseWaits:0         wait of the connection itself when none can be made, and so on; the last one repeats; default 15 s to 10 min
          Waybill:Partners:0:ResendsWhenOverdue   how often the same bytes are sent again when a later receipt is overdue, before the message fails; default 0: an alert
          Waybill:Partners:0:ExpiredCertificateGraceDays  days after its end a certificate is still signed with and encrypted for; default 0: messages wait
          Waybill:Partners:0:ExpiredSignerGraceDays       days after its end a message signed with it is still taken; default 0: refused
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
