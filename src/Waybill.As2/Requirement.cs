namespace Waybill.As2;

/// <summary>Whether a layer must, may or must not be there.</summary>
public enum Requirement
{
    /// <summary>Its presence is refused.</summary>
    Forbidden,

    /// <summary>Taken with or without it.</summary>
    Allowed,

    /// <summary>Its absence is refused.</summary>
    Required,
}
