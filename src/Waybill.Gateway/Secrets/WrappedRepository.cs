using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Waybill.Gateway;

/// <summary>Data Protection's keys, each wrapped whole: its dates are worth as much as its bytes.</summary>
/// <param name="key">The master key of the moment.</param>
/// <param name="store">Where they lie.</param>
/// <param name="gate">Held while one is added, so that none is wrapped by a key that is just replaced.</param>
internal sealed class WrappedRepository(Func<MasterKey> key, IRingStore store, Lock gate) : IXmlRepository
{
    private const string Prefix = "key-";

    /// <summary>How many entries the last look found, to notice what other processes added.</summary>
    internal int Seen { get; private set; }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var all = store.All();
        Seen = all.Count;
        return [.. all.Where(entry => entry.Name.StartsWith(Prefix, StringComparison.Ordinal)).Select(Unwrap)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = $"{Prefix}{Guid.NewGuid():N}";
        lock (gate)
        {
            if (!store.Add(new(name, key().Wrap(name, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))))))
            {
                throw new IOException($"«{name}» is in {store.Place} already.");
            }
        }
    }

    private XElement Unwrap(RingEntry entry) => XElement.Parse(Encoding.UTF8.GetString(key().Unwrap(entry, store.Place)));
}
