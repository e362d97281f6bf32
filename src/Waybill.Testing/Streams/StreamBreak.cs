namespace Waybill.Testing;

/// <summary>How a <see cref="BrokenStream"/> breaks.</summary>
public enum StreamBreak
{
    /// <summary>It ends as if it were whole, the cut no receiver may miss.</summary>
    End,

    /// <summary>The read fails with an <see cref="IOException"/>, as on a reset connection.</summary>
    Error,

    /// <summary>No byte comes any more until the read is cancelled.</summary>
    Silence,
}
