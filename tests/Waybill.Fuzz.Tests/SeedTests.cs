namespace Waybill.Fuzz.Tests;

/// <summary>Mutations are only worth something when they start from what is taken.</summary>
public sealed class SeedTests
{
    [Fact]
    public void Every_cms_seed_opens()
    {
        var target = new CmsTarget();
        foreach (var file in FuzzFiles.FilesOf("seeds", "cms"))
        {
            var (trace, problem) = CaseRunner.Run(target, File.ReadAllBytes(file));
            Assert.Null(problem);
            var name = Path.GetFileName(file);
            var expected = name.Contains("bomb", StringComparison.Ordinal) ? "compressed"
                : name.StartsWith("compressed", StringComparison.Ordinal) ? "compressed"
                : name.StartsWith("detached", StringComparison.Ordinal) || name.StartsWith("opaque", StringComparison.Ordinal) ? " Good"
                : name.Contains("gcm", StringComparison.Ordinal) ? " Authentic" : " Unauthenticated";
            Assert.True(trace!.Contains(expected, StringComparison.Ordinal), $"{name}: {trace}");
        }
    }

    [Fact]
    public void Every_signed_message_seed_is_accepted_and_no_other()
    {
        var target = new MessageTarget();
        foreach (var file in FuzzFiles.FilesOf("seeds", "message"))
        {
            var (trace, problem) = CaseRunner.Run(target, File.ReadAllBytes(file));
            Assert.Null(problem);
            var name = Path.GetFileNameWithoutExtension(file);
            Assert.True(name.Split('-')[..^1].Any(n => n.Contains('s', StringComparison.Ordinal)) == trace!.StartsWith("None", StringComparison.Ordinal), $"{name}: {trace}");
        }
    }

    [Fact]
    public void Every_receipt_seed_is_a_receipt()
    {
        var target = new MdnTarget();
        foreach (var file in FuzzFiles.FilesOf("seeds", "mdn"))
        {
            var (trace, problem) = CaseRunner.Run(target, File.ReadAllBytes(file));
            Assert.Null(problem);
            Assert.True(trace!.Split(' ')[0] is "Delivered" or "DeliveredWithWarning" or "Rejected" or "NotAuthentic", $"{Path.GetFileName(file)}: {trace}");
        }
    }
}
