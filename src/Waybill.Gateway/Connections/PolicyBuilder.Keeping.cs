namespace Waybill.Gateway;

internal static partial class PolicyBuilder
{
    /// <summary>A later part is never kept for a shorter time than one that needs it.</summary>
    internal static KeptAges Kept(ConnectionPolicySettings s, string path, List<string> problems)
    {
        var isGood = true;
        foreach (var (name, days) in new[] { ("KeepWireDays", s.KeepWireDays), ("KeepEvidenceDays", s.KeepEvidenceDays), ("KeepRowDays", s.KeepRowDays), ("KeepKeyDays", s.KeepKeyDays) })
        {
            Check(days is >= 1 and <= KeptAges.MostDays, $"{name}: from 1 to {KeptAges.MostDays} days.");
        }

        if (isGood)
        {
            Check(s.KeepEvidenceDays >= s.KeepWireDays, $"KeepEvidenceDays: not fewer than KeepWireDays ({s.KeepWireDays}): what went over the wire is opened and sent again with the evidence.");
            Check(s.KeepRowDays >= s.KeepEvidenceDays, $"KeepRowDays: not fewer than KeepEvidenceDays ({s.KeepEvidenceDays}): evidence without its row is found by nobody.");
            Check(s.KeepKeyDays >= s.KeepRowDays, $"KeepKeyDays: not fewer than KeepRowDays ({s.KeepRowDays}): a message that is still shown would be taken a second time.");
            Check(s.KeepKeyDays >= KeptAges.LeastKeyDays, $"KeepKeyDays: at least {KeptAges.LeastKeyDays}: partners send again what is months old.");
        }

        return isGood ? KeptAges.Of(s.KeepWireDays, s.KeepEvidenceDays, s.KeepRowDays, s.KeepKeyDays) : KeptAges.Default;

        void Check(bool isRight, string problem)
        {
            if (!isRight)
            {
                isGood = false;
                problems.Add($"{path}:{problem}");
            }
        }
    }
}
