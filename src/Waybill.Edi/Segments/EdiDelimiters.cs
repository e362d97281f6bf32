namespace Waybill.Edi;

/// <summary>The bytes that divide an interchange, as its own envelope says. 0 means that there is none.</summary>
/// <threadsafety>Immutable.</threadsafety>
public readonly record struct EdiDelimiters
{
    /// <summary>EDIFACT without UNA (ISO 9735-1 §8, level A): <c>'</c> <c>+</c> <c>:</c> <c>?</c>.</summary>
    public static EdiDelimiters Edifact { get; } = new() { Segment = (byte)'\'', Element = (byte)'+', Component = (byte)':', Release = (byte)'?', Decimal = (byte)'.' };

    /// <summary>EDIFACT level B without UNA: the information separators 1C, 1D and 1F, no release.</summary>
    public static EdiDelimiters EdifactB { get; } = new() { Segment = 0x1C, Element = 0x1D, Component = 0x1F, Decimal = (byte)'.' };

    /// <summary>TRADACOMS: as EDIFACT, with <c>=</c> after the tag.</summary>
    public static EdiDelimiters Tradacoms { get; } = Edifact with { AfterTag = (byte)'=' };

    /// <summary>Ends a segment.</summary>
    public byte Segment { get; init; }

    /// <summary>Stands before each element.</summary>
    public byte Element { get; init; }

    /// <summary>Divides the components of an element.</summary>
    public byte Component { get; init; }

    /// <summary>Divides the repetitions of an element (X12 from 00402 by ISA11, EDIFACT syntax 4).</summary>
    public byte Repetition { get; init; }

    /// <summary>Makes the byte after it an ordinary one (EDIFACT).</summary>
    public byte Release { get; init; }

    /// <summary>The decimal mark that UNA names.</summary>
    public byte Decimal { get; init; }

    /// <summary>Stands between tag and first element where that is not <see cref="Element"/> (TRADACOMS).</summary>
    public byte AfterTag { get; init; }

    /// <summary>Whether no byte has two meanings.</summary>
    public bool AreDistinct
    {
        get
        {
            ReadOnlySpan<byte> all = [Segment, Element, Component, Repetition, Release];
            for (var i = 1; i < all.Length; i++)
            {
                if (all[i] is not 0 && all[..i].Contains(all[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
