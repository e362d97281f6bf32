using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Waybill.Certificates;

/// <summary>A private key as it lay in a file.</summary>
/// <param name="Alias">Its name there; null where files have none.</param>
/// <param name="Key">RSA or ECDsa.</param>
internal sealed record NamedKey(string? Alias, AsymmetricAlgorithm Key);

/// <summary>Everything one file holds. Whoever joins it takes what it needs over; the rest goes with <see cref="Dispose"/>.</summary>
internal sealed class KeyMaterial(string format) : IDisposable
{
    internal string Format { get; } = format;

    internal List<X509Certificate2> Certificates { get; } = [];

    internal List<NamedKey> Keys { get; } = [];

    public void Dispose()
    {
        Certificates.ForEach(static c => c.Dispose());
        Keys.ForEach(static k => k.Key.Dispose());
    }
}

/// <summary>A file that cannot be used, with the sentence for people.</summary>
internal sealed class ImportException(string message) : Exception(message)
{
    internal static ImportException NeedsPassphrase => new("It is protected by a passphrase: give it.");

    internal static ImportException TooMuchWork => new("It asks for more work to be opened than any program writes into it.");

    internal static ImportException WrongPassphrase => new("The passphrase does not open it, or it is damaged.");
}
