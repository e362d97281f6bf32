using System.Text;

namespace Waybill.Gateway.Tests;

public sealed class PayloadFileNameTests
{
    [Theory]
    [Requirement("AS2-FN-003")]
    [InlineData("order 850.edi", "order 850.edi")]
    [InlineData("Bestellung-Ä.edi", "Bestellung-Ä.edi")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\windows\\win.ini", "win.ini")]
    [InlineData("/", "payload-1")]
    [InlineData("..", "payload-1")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("a\0b\r\nc:d*e", "a_b__c_d_e")]
    [InlineData("order\u202Efdp.exe", "order_fdp.exe")]
    [InlineData("a\u200Bb\u2028c\uFEFFd", "a_b_c_d")]
    [InlineData("order. ", "order")]
    [InlineData("aux.txt", "payload-1")]
    [InlineData("COM1", "payload-1")]
    [InlineData("comx", "comx")]
    [InlineData("", "payload-1")]
    [InlineData(null, "payload-1")]
    public void A_received_name_never_leaves_its_folder(string? received, string expected)
        => Assert.Equal(expected, PayloadFileName.From(received, 0));

    [Theory]
    [Requirement("AS2-FN-003")]
    [InlineData("x")]
    [InlineData("ä")]
    [InlineData("😀")]
    public void A_long_name_fits_a_file_system_and_is_cut_between_characters(string one)
    {
        var name = PayloadFileName.From(string.Concat(Enumerable.Repeat(one, 5000)), 0);

        Assert.InRange(Encoding.UTF8.GetByteCount(name), 197, 200);
        Assert.Equal(string.Concat(Enumerable.Repeat(one, name.Length / one.Length)), name);
    }
}
