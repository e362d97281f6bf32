using CsCheck;

namespace Waybill.Edi.Tests;

internal static class Any
{
    /// <summary>One of the values, each as likely.</summary>
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
