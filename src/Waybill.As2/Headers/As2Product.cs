using System.Text.RegularExpressions;

namespace Waybill.As2;

/// <summary>The sending program: the value of <c>AS2-Product</c> (draft-ietf-ediint-rfc4130bis §6.2), for example <c>waybill:0.1.0</c>.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed partial record As2Product
{
    /// <summary>Takes a name and a version.</summary>
    /// <param name="value"><c>name:1.2.3</c>: lower-case letters, digits and hyphens, numbers with dots, perhaps <c>-suffix</c>, perhaps <c>PEN-number:</c> in front.</param>
    /// <exception cref="ArgumentException">Another form.</exception>
    public As2Product(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = Form().IsMatch(value) ? value : throw new ArgumentException("An AS2 product is written as name:1.2.3.", nameof(value));
    }

    /// <summary>This program.</summary>
    public static As2Product Waybill { get; } = new($"waybill:{typeof(As2Product).Assembly.GetName().Version!.ToString(3)}");

    /// <summary>As written into the header.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A(PEN-[0-9]+:)?[a-z0-9-]+:[0-9]+(\.[0-9]+)*(-[a-z0-9-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
