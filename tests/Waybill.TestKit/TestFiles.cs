using System.Reflection;

namespace Waybill.TestKit;

/// <summary>The files under <c>testdata/</c>, whichever folder the tests run from.</summary>
public static class TestFiles
{
    public static string RepositoryRoot { get; } = typeof(TestFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => string.Equals(a.Key, "RepositoryRoot", StringComparison.Ordinal)).Value!;

    public static string PathOf(string relative) => Path.Combine(RepositoryRoot, "testdata", relative);

    public static byte[] Bytes(string relative) => File.ReadAllBytes(PathOf(relative));

    public static string Text(string relative) => File.ReadAllText(PathOf(relative));

    public static FileStream Open(string relative) => File.OpenRead(PathOf(relative));

    /// <summary>The bytes with every line end made CRLF: some captures are stored with LF.</summary>
    public static byte[] BytesWithCrlf(string relative)
    {
        var result = new List<byte>();
        byte previous = 0;
        foreach (var value in Bytes(relative))
        {
            if (value is (byte)'\n' && previous is not (byte)'\r')
            {
                result.Add((byte)'\r');
            }

            result.Add(value);
            previous = value;
        }

        return [.. result];
    }
}
