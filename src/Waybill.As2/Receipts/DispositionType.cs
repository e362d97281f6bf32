namespace Waybill.As2;

/// <summary>What a receiver says happened to the message (RFC 8098 §3.2.6, RFC 4130 §7.4.3).</summary>
public enum DispositionType
{
    /// <summary>A word we do not know. Never a success.</summary>
    Unknown,

    /// <summary>The message was processed, well or with the error its modifier tells.</summary>
    Processed,

    /// <summary>The receipt itself could not be made as asked.</summary>
    Failed,

    /// <summary>Mail's word for shown to a person; says nothing about processing.</summary>
    Displayed,

    /// <summary>Mail's word for passed on; says nothing about processing.</summary>
    Dispatched,

    /// <summary>Mail's word for thrown away.</summary>
    Deleted,

    /// <summary>Mail's word for a receipt that the reader refused to give.</summary>
    Denied,
}

/// <summary>How serious a disposition's remark is, mildest first.</summary>
public enum DispositionModifier
{
    /// <summary>No remark.</summary>
    None,

    /// <summary>Processed, with something to look at.</summary>
    Warning,

    /// <summary>Not taken.</summary>
    Error,

    /// <summary>Not taken; used with <see cref="DispositionType.Failed"/>.</summary>
    Failure,
}

/// <summary>What a disposition means for the sender, before MIC and signature are looked at.</summary>
public enum DispositionMeaning
{
    /// <summary>The partner did not take the message.</summary>
    Refused,

    /// <summary>The partner took it and says something about it.</summary>
    AcceptedWithWarning,

    /// <summary>The partner took it.</summary>
    Accepted,
}
