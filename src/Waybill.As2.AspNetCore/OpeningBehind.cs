using System.Buffers;

namespace Waybill.As2.AspNetCore;

/// <summary>Opens a message behind its arrival, on a thread of its own. A sender that asks for its receipt later is not held up by our ciphers: who falls too far behind gives up, and the message is opened when it is stored.</summary>
internal static class OpeningBehind
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Takes the whole body while <paramref name="open"/> follows.</summary>
    /// <param name="transfer">What comes. Its copy keeps every byte.</param>
    /// <param name="mostLag">How far opening may fall behind, in bytes.</param>
    /// <param name="open">Opens the body it is given.</param>
    /// <param name="beforeRead">Called before each piece that is opened; null for nothing.</param>
    /// <param name="ct">Ends both.</param>
    /// <returns>The verdict; null when opening fell behind. The body is whole in the copy either way.</returns>
    internal static async ValueTask<As2Verdict?> RunAsync(
        As2Transfer transfer, long mostLag, Func<Stream, CancellationToken, ValueTask<As2Verdict>> open, Func<CancellationToken, ValueTask>? beforeRead, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var followed = new FollowedBody(transfer.Copy!, beforeRead);
        followed.Arrived(transfer.BodyLength);
        var opening = Task.Run(() => open(followed, ending.Token).AsTask(), CancellationToken.None);
        try
        {
            await TakeAsync(transfer, followed, () => followed.Lag > mostLag && !opening.IsCompleted, ending, ct);
        }
        catch
        {
            await ending.CancelAsync();
            await ForgetAsync(opening);
            throw;
        }

        try
        {
            return await opening;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async ValueTask TakeAsync(As2Transfer transfer, FollowedBody followed, Func<bool> lagsTooFar, CancellationTokenSource ending, CancellationToken ct)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (await transfer.Body.ReadAsync(piece, ct) > 0)
            {
                followed.Arrived(transfer.BodyLength);
                if (!ending.IsCancellationRequested && lagsTooFar())
                {
                    await ending.CancelAsync();
                }
            }

            followed.Complete();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    /// <summary>The transfer broke: whatever was found of it counts for nothing.</summary>
    private static async ValueTask ForgetAsync(Task<As2Verdict> opening)
    {
        try
        {
            await (await opening).DisposeAsync();
        }
        catch (Exception)
        {
            // The transfer's own fault is thrown.
        }
    }
}
