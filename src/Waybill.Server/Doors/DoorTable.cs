using System.Collections.Frozen;
using Waybill.Gateway;

namespace Waybill.Server;

/// <summary>What one address of the API asks of its caller.</summary>
/// <param name="Least">The least role.</param>
/// <param name="Scope">The area a limited token must name.</param>
internal sealed record DoorRule(Role Least, string Scope)
{
    /// <summary>Whether it also wants a token of callers on this machine while there is no owner.</summary>
    internal bool NeedsToken { get; init; }
}

/// <summary>The one place that says who may do what: the name of each endpoint, the least role, the area. What is not in it is refused to everybody.</summary>
internal static class DoorTable
{
    /// <summary>The endpoints that take their caller by what the body brings.</summary>
    internal const string Setup = "setUp";

    /// <inheritdoc cref="Setup"/>
    internal const string SetupAccount = "setUpAccount";

    /// <inheritdoc cref="Setup"/>
    internal const string SignIn = "signIn";

    /// <inheritdoc cref="Setup"/>
    internal const string LookAtLink = "getPasswordLink";

    /// <inheritdoc cref="Setup"/>
    internal const string TakeLink = "setPasswordByLink";

    /// <summary>What a sign-in screen must know before anybody signed in.</summary>
    internal const string SetupState = "getSetupState";

    /// <summary>The API's description: what stands in it stands in every copy of the program.</summary>
    internal const string Description = "getDescription";

    /// <summary>The schema of files of resources: for editors, which bring no token, and the same in every copy of the program.</summary>
    internal const string Schema = "getSchema";

    /// <summary>Those that ask nobody who they are.</summary>
    internal static readonly string[] Open = [Setup, SetupAccount, SetupState, SignIn, LookAtLink, TakeLink, Description, Schema];

    private static readonly FrozenDictionary<string, DoorRule> Rules = new Dictionary<string, DoorRule>(StringComparer.Ordinal)
    {
        ["listExchanges"] = new(Role.Viewer, Scopes.Read),
        ["getExchange"] = new(Role.Viewer, Scopes.Read),
        ["getTraffic"] = new(Role.Viewer, Scopes.Read),
        ["listProblems"] = new(Role.Viewer, Scopes.Read),
        ["listConnections"] = new(Role.Viewer, Scopes.Read),
        ["listNotices"] = new(Role.Viewer, Scopes.Read),
        ["listAlerts"] = new(Role.Viewer, Scopes.Read),
        ["listOrphanReceipts"] = new(Role.Viewer, Scopes.Read),
        ["listPresets"] = new(Role.Viewer, Scopes.Read),
        ["getPreset"] = new(Role.Viewer, Scopes.Read),
        ["getEcho"] = new(Role.Viewer, Scopes.Read),

        // What a connection is made of names users and whole addresses.
        ["getConnection"] = new(Role.Operator, Scopes.Read),
        ["listStations"] = new(Role.Viewer, Scopes.Read),
        ["getStation"] = new(Role.Viewer, Scopes.Read),
        ["listPartners"] = new(Role.Viewer, Scopes.Read),
        ["getPartner"] = new(Role.Viewer, Scopes.Read),
        ["listCertificates"] = new(Role.Viewer, Scopes.Read),
        ["getCertificate"] = new(Role.Viewer, Scopes.Read),
        // A channel names users and mail addresses.
        ["listChannels"] = new(Role.Operator, Scopes.Read),
        ["getChannel"] = new(Role.Operator, Scopes.Read),
        ["listRules"] = new(Role.Viewer, Scopes.Read),
        ["getRule"] = new(Role.Viewer, Scopes.Read),
        ["putChannel"] = new(Role.Admin, Scopes.Configure),
        ["patchChannel"] = new(Role.Admin, Scopes.Configure),
        ["deleteChannel"] = new(Role.Admin, Scopes.Configure),
        ["putRule"] = new(Role.Admin, Scopes.Configure),
        ["patchRule"] = new(Role.Admin, Scopes.Configure),
        ["deleteRule"] = new(Role.Admin, Scopes.Configure),
        ["getPacket"] = new(Role.Operator, Scopes.Read),
        ["listShares"] = new(Role.Operator, Scopes.Read),
        ["createShare"] = new(Role.Admin, Scopes.Configure),
        ["revokeShare"] = new(Role.Admin, Scopes.Configure),
        ["getCertificateFile"] = new(Role.Viewer, Scopes.Read),
        ["putStation"] = new(Role.Admin, Scopes.Configure),
        ["patchStation"] = new(Role.Admin, Scopes.Configure),
        ["deleteStation"] = new(Role.Admin, Scopes.Configure),
        ["putPartner"] = new(Role.Admin, Scopes.Configure),
        ["patchPartner"] = new(Role.Admin, Scopes.Configure),
        ["deletePartner"] = new(Role.Admin, Scopes.Configure),
        ["putCertificate"] = new(Role.Admin, Scopes.Configure),
        ["patchCertificate"] = new(Role.Admin, Scopes.Configure),
        ["deleteCertificate"] = new(Role.Admin, Scopes.Configure),
        ["readCertificate"] = new(Role.Admin, Scopes.Configure),
        ["readPartnerSheet"] = new(Role.Admin, Scopes.Configure),
        ["importCertificate"] = new(Role.Admin, Scopes.Configure),
        ["makeCertificate"] = new(Role.Admin, Scopes.Configure),
        ["requestCertificate"] = new(Role.Admin, Scopes.Configure),
        ["answerCertificate"] = new(Role.Admin, Scopes.Configure),
        ["switchCertificate"] = new(Role.Admin, Scopes.Configure),
        ["putConnection"] = new(Role.Admin, Scopes.Configure),
        ["patchConnection"] = new(Role.Admin, Scopes.Configure),
        ["deleteConnection"] = new(Role.Admin, Scopes.Configure),
        ["setUpEcho"] = new(Role.Admin, Scopes.Configure),
        ["removeEcho"] = new(Role.Admin, Scopes.Configure),
        ["suggestStation"] = new(Role.Admin, Scopes.Configure),
        ["firstRun"] = new(Role.Admin, Scopes.Configure),
        ["planApply"] = new(Role.Admin, Scopes.Configure),
        ["apply"] = new(Role.Admin, Scopes.Configure),

        ["getDocument"] = new(Role.Operator, Scopes.Content),
        ["getEntity"] = new(Role.Operator, Scopes.Content),
        ["getSignature"] = new(Role.Operator, Scopes.Content),
        ["getReceipt"] = new(Role.Operator, Scopes.Content),
        ["getWire"] = new(Role.Operator, Scopes.Content),
        ["getOrphanReceipt"] = new(Role.Operator, Scopes.Content),

        ["sendToEcho"] = new(Role.Operator, Scopes.Send),
        ["submitExchange"] = new(Role.Operator, Scopes.Send),
        ["cancelExchange"] = new(Role.Operator, Scopes.Act),
        ["skipExchange"] = new(Role.Operator, Scopes.Act),
        ["resendExchange"] = new(Role.Operator, Scopes.Act),
        ["retryProblem"] = new(Role.Operator, Scopes.Act),
        ["reprocessExchange"] = new(Role.Operator, Scopes.Act),
        ["holdExchange"] = new(Role.Admin, Scopes.Act),
        ["holdConnection"] = new(Role.Operator, Scopes.Act),
        ["releaseConnection"] = new(Role.Operator, Scopes.Act),
        ["testConnection"] = new(Role.Operator, Scopes.Act),
        ["switchDebug"] = new(Role.Operator, Scopes.Act),
        ["clearDebug"] = new(Role.Operator, Scopes.Act),
        ["readDebug"] = new(Role.Operator, Scopes.Content),
        ["claimHandoffs"] = new(Role.Operator, Scopes.Fetch),
        ["acknowledgeHandoff"] = new(Role.Operator, Scopes.Fetch),

        // Of who came with neither token nor session nothing can be told.
        ["getSession"] = new(Role.Viewer, Scopes.Read) { NeedsToken = true },
        ["endSession"] = new(Role.Viewer, Scopes.Read) { NeedsToken = true },
        ["changePassword"] = new(Role.Viewer, Scopes.Read) { NeedsToken = true },
        ["getOrganisation"] = new(Role.Viewer, Scopes.Read),
        // It names folders and addresses of the house.
        ["getAbout"] = new(Role.Operator, Scopes.Read),
        ["putOrganisation"] = new(Role.Admin, Scopes.Configure),
        ["listUsers"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["getUser"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["putUser"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["patchUser"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["deleteUser"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["makePasswordLink"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["listTokens"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["createToken"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["revokeToken"] = new(Role.Admin, Scopes.Tokens) { NeedsToken = true },
        ["historyStation"] = new(Role.Admin, Scopes.Audit),
        ["historyPartner"] = new(Role.Admin, Scopes.Audit),
        ["historyCertificate"] = new(Role.Admin, Scopes.Audit),
        ["historyConnection"] = new(Role.Admin, Scopes.Audit),
        ["historyChannel"] = new(Role.Admin, Scopes.Audit),
        ["historyRule"] = new(Role.Admin, Scopes.Audit),
        ["listAudit"] = new(Role.Admin, Scopes.Audit),
        ["rewrapSecrets"] = new(Role.Owner, Scopes.Tokens) { NeedsToken = true },
        ["renewSetup"] = new(Role.Owner, Scopes.Tokens) { NeedsToken = true },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All endpoints that ask for a caller, by name.</summary>
    internal static IEnumerable<KeyValuePair<string, DoorRule>> All => Rules;

    /// <summary>Whether an endpoint asks nobody who they are.</summary>
    internal static bool IsOpen(string? endpoint) => endpoint is not null && Open.Contains(endpoint, StringComparer.Ordinal);

    /// <summary>The rule of an endpoint; null for one that nobody put into the table.</summary>
    internal static DoorRule? Of(string? endpoint) => endpoint is null ? null : Rules.GetValueOrDefault(endpoint);
}

/// <summary>The areas a token may be limited to.</summary>
internal static class Scopes
{
    internal const string Read = "read";
    internal const string Content = "content";
    internal const string Send = "send";
    internal const string Act = "act";
    internal const string Fetch = "fetch";
    internal const string Configure = "configure";
    internal const string Tokens = "tokens";
    internal const string Audit = "audit";

    internal static readonly string[] All = [Read, Content, Send, Act, Fetch, Configure, Tokens, Audit];
}
