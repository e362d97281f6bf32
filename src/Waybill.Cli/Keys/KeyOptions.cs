using System.CommandLine;

namespace Waybill.Cli.Keys;

/// <summary>The options that name keys and certificates, the same for every command.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string[]> key = new("--key") { HelpName = "FILE", Description = "Your private key: PEM, DER or PKCS#12. May be given several times.", DefaultValueFactory = _ => [] };

    private readonly Option<string[]> cert = new("--cert")
    {
        HelpName = "FILE", Description = "The certificate that belongs to the key; not needed when the key's file holds it. May be given several times.", DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> password = new("--key-password-file") { HelpName = "FILE", Description = "A file whose first line is the password of the key." };

    private readonly Option<string[]> partner = new("--partner-cert") { HelpName = "FILE", DefaultValueFactory = _ => [] };

    /// <param name="partnerDescription">What the command does with the partner's certificates.</param>
    public KeyOptions(string partnerDescription) => partner.Description = partnerDescription;

    public void AddTo(Command command)
    {
        command.Options.Add(key);
        command.Options.Add(cert);
        command.Options.Add(password);
        command.Options.Add(partner);
    }

    /// <summary>Opens what was named.</summary>
    /// <exception cref="CliException">A file cannot be used.</exception>
    public Task<KeyRing> OpenAsync(ParseResult parsed, bool allowSmall, CancellationToken cancellationToken) => KeyRing.OpenAsync(
        parsed.GetValue(key) ?? [], parsed.GetValue(cert) ?? [], parsed.GetValue(password), parsed.GetValue(partner) ?? [], allowSmall, cancellationToken);
}
