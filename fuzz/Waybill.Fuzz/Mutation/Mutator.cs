namespace Waybill.Fuzz;

/// <summary>Makes the next case: a seed with one to six changes, each of bytes, of lines or of BER elements.</summary>
internal sealed class Mutator(Random random, List<byte[]> corpus)
{
    private const int MaxBytes = 64 * 1024;

    public byte[] Next()
    {
        var input = Pick();
        for (var changes = 1 + (random.Next(3) is 0 ? random.Next(6) : random.Next(2)); changes > 0; changes--)
        {
            input = Change(input);
        }

        return input.Length <= MaxBytes ? input : input[..MaxBytes];
    }

    // Half of the time one of the newest: it led somewhere new.
    private byte[] Pick() => corpus[random.Next(2) is 0 ? random.Next(corpus.Count) : corpus.Count - 1 - random.Next(Math.Min(corpus.Count, 50))];

    private byte[] Change(byte[] input) => random.Next(8) switch
    {
        0 or 1 or 2 => ByteMutations.Change(random, input, Pick),
        3 or 4 => LineMutations.Change(random, input),
        _ => BerMutations.Change(random, input) ?? ByteMutations.Change(random, input, Pick),
    };
}
