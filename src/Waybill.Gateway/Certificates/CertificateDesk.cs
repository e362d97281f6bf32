using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waybill.Certificates;

namespace Waybill.Gateway;

/// <summary>Takes certificates into the configuration, makes them and lets them take over. A private key goes in and never comes out.</summary>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class CertificateDesk(ConfigurationService configuration, TimeProvider time)
{
    /// <summary>Takes what files gave. A key that came with a partner's certificate is not kept.</summary>
    /// <param name="name">Of the certificate.</param>
    /// <param name="imported">What the files gave.</param>
    /// <param name="settings">Owner, use, window, state and note, as the resource has them.</param>
    /// <param name="principal">Who, for the audit.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="JournalException">As <see cref="ConfigurationService.PutAsync"/>.</exception>
    public ValueTask<ConfigurationResult> AddAsync(string name, ImportedCertificates imported, JsonObject settings, string principal, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(imported);
        ArgumentNullException.ThrowIfNull(settings);
        var isOurs = settings["owner"] is JsonValue owner && owner.TryGetValue<string>(out var whose) && whose.StartsWith("station/", StringComparison.Ordinal);
        return PutAsync(name, settings, imported.CertificatePem, isOurs ? imported.ExportKeyPem() : null, null, principal, ct);
    }

    /// <summary>Makes a key and a self-signed certificate.</summary>
    /// <param name="name">Of the certificate.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="kind">Of the key.</param>
    /// <param name="days">How long, 1 to 36500 days, from now or from the beginning of its window.</param>
    /// <param name="settings">As <see cref="AddAsync"/>.</param>
    /// <param name="principal">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ArgumentException">Subject or days are not usable.</exception>
    /// <exception cref="JournalException">As <see cref="ConfigurationService.PutAsync"/>.</exception>
    public ValueTask<ConfigurationResult> MakeAsync(string name, CertificateName subject, KeyKind kind, int days, JsonObject settings, string principal, CancellationToken ct)
    {
        // Clocks of partners differ by minutes: one of this second would be refused there as not yet valid.
        var made = CertificateMaker.SelfSigned(subject, kind, time.GetUtcNow().AddHours(-1), days);
        return PutAsync(name, settings, made.PublicPem, made.KeyPem, null, principal, ct);
    }

    /// <summary>Makes a key and the request that asks a CA for its certificate; <see cref="AnswerAsync"/> takes what the CA sends.</summary>
    /// <exception cref="ArgumentException">The subject is not usable.</exception>
    /// <exception cref="JournalException">As <see cref="ConfigurationService.PutAsync"/>.</exception>
    public ValueTask<ConfigurationResult> RequestAsync(string name, CertificateName subject, KeyKind kind, JsonObject settings, string principal, CancellationToken ct)
    {
        var made = CertificateMaker.Request(subject, kind);
        return PutAsync(name, settings, null, made.KeyPem, made.PublicPem, principal, ct);
    }

    /// <summary>Takes a CA's answer to the request of a certificate, alone or with its chain.</summary>
    /// <param name="name">Of the certificate that waits.</param>
    /// <param name="files">What the CA sent, in any form.</param>
    /// <param name="principal">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused when it waits for none, or the answer is not to its key.</returns>
    /// <exception cref="JournalException">As <see cref="ConfigurationService.PutAsync"/>.</exception>
    public async ValueTask<ConfigurationResult> AnswerAsync(string name, IReadOnlyList<ReadOnlyMemory<byte>> files, string principal, CancellationToken ct)
    {
        if (configuration.FindCertificate(name) is not var (settings, etag))
        {
            return new ConfigurationResult.NotFound();
        }

        if (settings.Request is "" || settings.Certificate is not "")
        {
            return Refused(name, "request", "It waits for no answer: make a request first.");
        }

        var key = Encoding.ASCII.GetBytes(settings.Key);
        try
        {
            using var answer = CertificateAnswer.Take(key, files).Value is { } good ? good : null;
            return answer is null
                ? Refused(name, "files", CertificateAnswer.Take(key, files).Problem ?? "It is not the answer to this request.")
                : await configuration.PatchAsync(
                    ResourceKinds.Certificate, name, JsonSerializer.SerializeToElement(new JsonObject { ["certificate"] = answer.CertificatePem, ["request"] = null }), etag, principal, ct);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Lets a certificate take over: now, or at a moment to come. The one before goes on proving and opening until it is retired.</summary>
    /// <param name="name">Of the certificate.</param>
    /// <param name="at">When; null or past: now.</param>
    /// <param name="principal">Who.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused where it could not be used then: it waits for a CA, or its own dates or its window say otherwise.</returns>
    /// <exception cref="JournalException">As <see cref="ConfigurationService.PutAsync"/>.</exception>
    public async ValueTask<ConfigurationResult> SwitchAsync(string name, DateTimeOffset? at, string principal, CancellationToken ct)
    {
        if (configuration.FindCertificate(name) is not var (settings, etag))
        {
            return new ConfigurationResult.NotFound();
        }

        if (settings.Certificate is "")
        {
            return Refused(name, "certificate", "There is no certificate yet: take the answer of the CA first.");
        }

        var now = time.GetUtcNow();
        var when = at > now ? at.Value : now;
        using (var certificate = CertificateImport.Read(Encoding.ASCII.GetBytes(settings.Certificate)).Value)
        {
            if (certificate is not null && CertificateFacts.Of(certificate.Certificates[0], when) is { Validity: not "valid" } facts)
            {
                return Refused(name, "at", facts.Validity is "expired"
                    ? $"CERT_HAS_EXPIRED: it expired on {CertificateProblem.Date(facts.NotAfter)}." : $"CERT_NOT_YET_VALID: it is valid from {CertificateProblem.Date(facts.NotBefore)} on.");
            }
        }

        var patch = new JsonObject { ["from"] = when.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), ["state"] = when > now ? "planned" : "current" };
        return await configuration.PatchAsync(ResourceKinds.Certificate, name, JsonSerializer.SerializeToElement(patch), etag, principal, ct);
    }

    private ValueTask<ConfigurationResult> PutAsync(string name, JsonObject settings, string? certificate, string? key, string? request, string principal, CancellationToken ct)
    {
        var json = settings.DeepClone().AsObject();
        foreach (var (member, text) in new[] { ("certificate", certificate), ("key", key), ("request", request) })
        {
            if (text is not null)
            {
                json[member] = text;
            }
        }

        return configuration.PutAsync(ResourceKinds.Certificate, name, JsonSerializer.SerializeToElement(json), null, principal, ct);
    }

    private static ConfigurationResult.Refused Refused(string name, string field, string sentence)
        => new([new($"{ResourceSchema.CollectionOf(ResourceKinds.Certificate)}/{name}/{field}", sentence, FindingSeverity.Error)]);
}
