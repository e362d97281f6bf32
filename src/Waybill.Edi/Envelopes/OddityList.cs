namespace Waybill.Edi;

/// <summary>Keeps the first oddities and counts the rest.</summary>
internal sealed class OddityList(EdiLimits limits)
{
    private readonly List<EdiOddity> _items = [];

    public IReadOnlyList<EdiOddity> Items => _items;

    public long Count { get; private set; }

    /// <summary>Whether a further one would be kept: otherwise its sentence need not be made.</summary>
    public bool IsFull => _items.Count >= limits.MaxOddities;

    public void Add(long offset, string text, int? document = null)
    {
        Count++;
        if (!IsFull)
        {
            _items.Add(new(offset, text, document));
        }
    }
}
