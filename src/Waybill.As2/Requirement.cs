namespace Waybill.As2;

/// <summary>Whether a layer must, may or must not be there. The forgotten setting is the safe one: the default is <see cref="Required"/>.</summary>
public enum Requirement
{
    /// <summary>Its absence is refused.</summary>
    Required,

    /// <summary>Taken with or without it.</summary>
    Allowed,

    /// <summary>Its presence is refused.</summary>
    Forbidden,
}
