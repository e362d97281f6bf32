namespace Waybill.Certificates;

/// <summary>Kinds of keys that are made.</summary>
public enum KeyKind
{
    /// <summary>RSA with 2048 bits: what every partner can use.</summary>
    Rsa2048 = 0,

    /// <summary>RSA with 3072 bits.</summary>
    Rsa3072 = 1,

    /// <summary>RSA with 4096 bits.</summary>
    Rsa4096 = 2,

    /// <summary>Elliptic curve P-256.</summary>
    EcP256 = 3,

    /// <summary>Elliptic curve P-384.</summary>
    EcP384 = 4,

    /// <summary>Elliptic curve P-521.</summary>
    EcP521 = 5,
}

/// <summary>Names of the kinds, as commands and the API write them.</summary>
public static class KeyKinds
{
    /// <summary>All of them, in the order of <see cref="KeyKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["rsa-2048", "rsa-3072", "rsa-4096", "ec-p256", "ec-p384", "ec-p521"];

    /// <summary>The kind of this name; null when there is none.</summary>
    public static KeyKind? Parse(string name) => Names.Index().FirstOrDefault(n => string.Equals(n.Item, name, StringComparison.OrdinalIgnoreCase)) is { Item: not null } found ? (KeyKind)found.Index : null;
}
