namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    private static void CheckTimes(ConnectionPolicySettings s, string path, List<string> problems)
    {
        Check(s.Concurrency is >= 1 and <= 50, "Concurrency: from 1 to 50.");
        Check(
            s.WaitBetweenCalls == TimeSpan.Zero || (s.WaitBetweenCalls >= TimeSpan.FromMilliseconds(1) && s.WaitBetweenCalls <= TimeSpan.FromDays(1)),
            "WaitBetweenCalls: nothing, or from 1 ms to a day.");
        Check(s.TotalTime > TimeSpan.Zero, "TotalTime: must be more than nothing.");
        Check(s.ReceiptDeadline > TimeSpan.Zero, "ReceiptDeadline: must be more than nothing.");
        Check(s.ResendsWhenOverdue >= 0, "ResendsWhenOverdue: cannot be negative.");
        Check(
            s.ResendsWhenOverdue <= 0 || s.ReceiptDeadline <= TimeSpan.Zero || s.TotalTime / s.ReceiptDeadline > s.ResendsWhenOverdue,
            "ResendsWhenOverdue: the message is given up before it is sent again that often; make TotalTime longer or ReceiptDeadline shorter.");
        Check(s.ConnectTimeout > TimeSpan.Zero, "ConnectTimeout: must be more than nothing.");
        Check(s.SilenceTimeout > TimeSpan.Zero, "SilenceTimeout: must be more than nothing.");
        Check(s.RetryWaits.All(w => w >= TimeSpan.Zero), "RetryWaits: cannot be negative.");
        Check(s.PauseWaits.All(w => w >= TimeSpan.Zero), "PauseWaits: cannot be negative.");
        Check(s.PauseWaits.Count <= PauseSchedule.MostWaits, $"PauseWaits: at most {PauseSchedule.MostWaits} waits; the last one repeats.");
        Check(s.ReceiptWaits.All(w => w >= TimeSpan.Zero), "ReceiptWaits: cannot be negative.");
        Check(s.ExpiredCertificateGraceDays is >= 0 and <= MostGraceDays, $"ExpiredCertificateGraceDays: from 0 to {MostGraceDays}.");
        Check(s.ExpiredSignerGraceDays is >= 0 and <= MostGraceDays, $"ExpiredSignerGraceDays: from 0 to {MostGraceDays}.");
        Check(s.PausingStatuses.All(code => code is >= 400 and <= 599), "PausingStatuses: statuses from 400 to 599.");

        void Check(bool isGood, string problem)
        {
            if (!isGood)
            {
                problems.Add($"{path}:{problem}");
            }
        }
    }
}
