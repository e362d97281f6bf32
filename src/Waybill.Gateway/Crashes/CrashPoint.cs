namespace Waybill.Gateway;

/// <summary>Every place between two steps at which a sudden end matters. The test of crash points ends a gateway at each of them; one that is never passed fails it.</summary>
public enum CrashPoint
{
    /// <summary>Start: the journal is open and its schema there, the secrets are not.</summary>
    JournalOpened,

    /// <summary>Start: the master key is read or made, the ring not opened.</summary>
    MasterKeyOpened,

    /// <summary>Start: the ring is open; nothing works yet.</summary>
    RingOpened,

    /// <summary>Start: what the last life left claimed is put back, nothing taken yet.</summary>
    ClaimsRecovered,

    /// <summary>Journal: a transaction is written and not committed.</summary>
    JournalWritten,

    /// <summary>Journal: it is committed, and nobody was told.</summary>
    JournalCommitted,

    /// <summary>Payloads: an object too large for memory has a file and not all of its bytes.</summary>
    PayloadBegun,

    /// <summary>Payloads: an object's bytes are on the disk, not yet in place.</summary>
    PayloadSynced,

    /// <summary>Payloads: it is in place, its name not yet on the disk.</summary>
    PayloadPlaced,

    /// <summary>Submitting: documents are stored, nothing names them.</summary>
    DocumentStored,

    /// <summary>Submitting: the journal has the message, its submitter no answer.</summary>
    Submitted,

    /// <summary>Packaging: the package is made, nothing of it is stored.</summary>
    Packed,

    /// <summary>Packaging: its body is stored, nothing names it.</summary>
    BodyStored,

    /// <summary>Packaging: the journal has it, nobody was told.</summary>
    Packaged,

    /// <summary>Sending: an attempt is claimed, no byte sent.</summary>
    SendClaimed,

    /// <summary>Sending: part of the body is sent.</summary>
    HalfSent,

    /// <summary>Sending: the last byte is sent, no answer there.</summary>
    AllSent,

    /// <summary>Sending: the answer is there and not looked at.</summary>
    Answered,

    /// <summary>Sending: the answer is judged, nothing recorded.</summary>
    AnswerJudged,

    /// <summary>Sending: the outcome is recorded.</summary>
    SendCompleted,

    /// <summary>Receipts that come: one is judged, not kept.</summary>
    ReceiptJudged,

    /// <summary>Receipts that come: it is kept, its sender has no answer.</summary>
    ReceiptKept,

    /// <summary>Receiving: a message is there whole and judged, nothing of it is durable.</summary>
    MessageJudged,

    /// <summary>Receiving: its content is stored, nothing names it.</summary>
    ContentStored,

    /// <summary>Receiving: the journal has it, its sender no answer.</summary>
    MessageAccepted,

    /// <summary>Receiving: its sender has the answer, the receipt of its own is owed.</summary>
    AnswerGiven,

    /// <summary>Receiving: a message turned out to be a repeat; its content is stored once too often.</summary>
    RepeatFound,

    /// <summary>Receipts we owe: one is claimed, not posted.</summary>
    ReceiptClaimed,

    /// <summary>Receipts we owe: it is posted, nothing recorded.</summary>
    ReceiptPosted,

    /// <summary>Receipts we owe: the outcome is recorded.</summary>
    ReceiptCompleted,

    /// <summary>Folder: a handoff is claimed, nothing written.</summary>
    HandoffClaimed,

    /// <summary>Folder: the document is written beside its place.</summary>
    FileWritten,

    /// <summary>Folder: it is in place, its name not yet on the disk and nothing acknowledged.</summary>
    FileRenamed,

    /// <summary>Folder: the handoff is done.</summary>
    HandoffDone,
}
