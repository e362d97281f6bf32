namespace Waybill.Edi.Tests;

/// <summary>Every document in <c>testdata/edi-net</c>, with what its own text says, read by hand. Many are trimmed, hand-made or cut, which is what the sentences tell.</summary>
public sealed class RealFilesTests
{
    // type, version, number | interchange, group, document control | sender > receiver | segments; then what is odd.
    private const string Expected = """
        204-MGCTLYST-SAMPLE.EDI X12
          204 004010 75027674 | 000018718 17878 178780001 | ZZ:MGCTLYST > 02:SCAC | 38 test
          ! SE says 41 segments, counted 38.
        210-MGCTLYST-SAMPLE.EDI X12
          210 004010 09851270 | 000001838 1838 18380001 | 02:SCAC > ZZ:MGCTLYST | 31 test
        214-MGCTLYST-SAMPLE.EDI X12
          214 004030 1751807 | 000082265 82265 822650001 | 02:SCAC > ZZ:MGCTLYST | 16 test
        990-MGCTLYST-SAMPLE.EDI X12
          990 004010 75027674 | 000002356 267 000000448 | 02:SCAC > ZZ:MGCTLYST | 3 test
        Aperak_issue235.xml Xml
          APERAK - - | - - - | - > - | 0
        Apperak edi_out_issue235.edi Edifact
          APERAK D:96A 0109094405 | - - 041310181 | 14:8717982000004 > 14:8717045000002 | 9
          ! UNB 4 has no UNZ.
          ! UNZ names 4, UNB none.
        edifact.01.edi Edifact
          QUOTES D:96A 2010101900026812 | HBQ001 - 1 | 14:1234567891123 > 14:7080005059275 | 31
          ! UNT says 158 segments, counted 31.
          ! UNZ names 20101000064507, UNB HBQ001.
        edifact.01.multi-message.edi Edifact
          QUOTES D:96A 2010101900026812 | HBQ001 - 1 | 14:1234567891123 > 14:7080005059275 | 31
          QUOTES D:96A 2010101900026812 | HBQ001 - 1 | 14:1234567891123 > 14:7080005059275 | 31
          ! UNT says 158 segments, counted 31.
          ! UNT says 158 segments, counted 31.
          ! UNZ names 20101000064507, UNB HBQ001.
        edifact.AutoEndSegmentGroups.edi Edifact
          AESG 02:001 - | 00336 - 00001 | 109910000 > 999999999 | 6
        edifact.D01B.IFCSUM.EDI Edifact
          IFCSUM D:01B 1000505549 | 2216 - 1 | 14:5011408000007 > 14:5999999999952 | 27
          ! UNT says 787 segments, counted 27.
        edifact.D01B.IFCSUM.NewLines.EDI Edifact
          IFCSUM D:01B 1000505549 | 2216 - 1 | 14:5011408000007 > 14:5999999999952 | 27
          ! UNT says 787 segments, counted 27.
        edifact.D95B.CUSCAR.EDI Edifact
           D:95B 201701191AB652 | 20170119101016 - 201701191AB652 | MSC > ECA | 52
          ! UNH 201701191AB652 does not say what type of document it begins.
          ! UNT says 53 segments, counted 52.
        edifact.D95B.Issue137.EDI Edifact
           D:95B 201701191AB652 | - - 201701191AB652 | - > - | 52
          ! UNH 201701191AB652 stands outside an interchange.
          ! UNH 201701191AB652 does not say what type of document it begins.
          ! UNT says 53 segments, counted 52.
        edifact.Issue121.ElementList.Conditions.edi Edifact
           - - | - - 000001 | - > - | 7
          ! UNH 000001 does not say what type of document it begins.
          ! UNT says 3 segments, counted 7.
          ! UNT names no control number, UNH 000001.
        edifact.Issue121.ElementList.edi Edifact
           - - | - - 000001 | - > - | 5
          ! UNH 000001 does not say what type of document it begins.
          ! UNT says 3 segments, counted 5.
          ! UNT names no control number, UNH 000001.
        edifact.Issue149.SegmentGroups.edi Edifact
          ISSUE D:13A 12345IID | 95000000000001 9999 1234 | ZZZ:SENDERID > ZZZ:RECEIVERID | 9
          ! UNT says 91 segments, counted 9.
        edifact.Issue152.Wikipedia.edi Edifact
          PAORES 93:1 - | 1 - 1 | ZZ:6XPPC > ZZ:LHPPC | 13
        edifact.Issue157.Wikipedia.edi Edifact
          PAORES 93:1 - | 1 - 1 | ZZ:6XPPC > ZZ:LHPPC | 13
        edifact.Issue170.ElementList.edi Edifact
           - - | - - 000001 | - > - | 5
          ! UNH 000001 does not say what type of document it begins.
          ! UNT says 3 segments, counted 5.
          ! UNT names no control number, UNH 000001.
        edifact.Issue174.edi Edifact
           - - | - - 000001 | - > - | 14
          ! UNH 000001 does not say what type of document it begins.
          ! UNT says 3 segments, counted 14.
          ! UNT names no control number, UNH 000001.
        edifact.Issue188.edi Edifact
          IFTMIN D:96A - | 581575491 - 42 | 14:5790000010790 > 14:5790000110247 | 3
          INVOIC D:96A - | 581575491 - 44 | 14:5790000010790 > 14:5790000110247 | 3
          IFTMIN D:96A - | 581575491 - 43 | 14:5790000010790 > 14:5790000110247 | 3
          INVOIC D:96A - | 581575491 - 44 | 14:5790000010790 > 14:5790000110247 | 3
          ! UNT says 1 segments, counted 3.
          ! UNT says 1 segments, counted 3.
          ! UNT names 43, UNH 44.
          ! UNT says 1 segments, counted 3.
          ! UNT says 1 segments, counted 3.
          ! UNT names 43, UNH 44.
          ! UNZ says 1 documents, counted 4.
        edifact.Issue196.edi Edifact
          DELFOR D:96A 001 | 00000674 - 1 | 0941B715566328 > 0941A081331750 | 13
          ! UNT says 331 segments, counted 13.
        edifact.Issue203.edi Edifact
          INVOIC D:01B - | 1 - 12 | ZZ:6XPPC > ZZ:LHPPC | 102
          ! UNT says 13 segments, counted 102.
          ! UNT names 1, UNH 12.
        edifact.Issue98.edi Edifact
           - - | - - 000001 | - > - | 11
          ! UNH 000001 does not say what type of document it begins.
          ! UNT names no control number, UNH 000001.
        edifact.ORDRSP-formatted.edi Edifact
          ORDRSP D:10A IM20U000000000CNF | DAREFNR0000001 - 9IMX20YSP0009 | 500:9900080000007 > 500:990000000000X | 30
          ! UNT says 17 segments, counted 30.
          ! UNT names 9IM20YSP9, UNH 9IMX20YSP0009.
          ! UNZ names DAREFNR00001, UNB DAREFNR0000001.
        edifact.ORDRSP.edi Edifact
          ORDRSP D:10A IM20U000000000CNF | DAREFNR0000001 - 9IMX20YSP0009 | 500:9900080000007 > 500:990000000000X | 31
          ! UNT says 17 segments, counted 31.
          ! UNT names 9IM20YSP9, UNH 9IMX20YSP0009.
          ! UNZ names DAREFNR00001, UNB DAREFNR0000001.
        edifact.Paiement.Issue139.EDI Edifact
          INFENT D:00B INFENT1905SRL BIC IS RN19100211451 | 20191007120559 1 00001 | 5:35044551600023 > 146:7501751 | 10 test
          ! UNT says 100 segments, counted 10.
        tradacoms.Issue17.autogeneratedvalues.edi Tradacoms
          UTLHDR 3 - | 164542 - 1 | 1011101000000 > 1011101000000 | 7
          UTLBIL 3 0614438000016 | 164542 - 2 | 1011101000000 > 1011101000000 | 12
          UVATLR 3 - | 164542 - 3 | 1011101000000 > 1011101000000 | 4
          UTLTLR 3 - | 164542 - 4 | 1011101000000 > 1011101000000 | 3
          ! END says 28 documents, counted 4.
        tradacoms.order9.edi Tradacoms
          ORDHDR 9 - | REFS - 1 | ANY SHOP PLC > XYZ MANUFACTURING PLC | 6
          ORDERS 9 981 | REFS - 2 | ANY SHOP PLC > XYZ MANUFACTURING PLC | 9
          ORDERS 9 982 | REFS - 3 | ANY SHOP PLC > XYZ MANUFACTURING PLC | 7
          ORDTLR 9 - | REFS - 4 | ANY SHOP PLC > XYZ MANUFACTURING PLC | 3
        tradacoms.productplanning.edi Tradacoms
          PPRHDR 2 - | 11488 - 1 | 5017416000006 > 8715946000008 | 6
          PPRDET 2 - | 11488 - 2 | 5017416000006 > 8715946000008 | 34
          PPRTLR 2 - | 11488 - 3 | 5017416000006 > 8715946000008 | 3
          ! MTR says 50496 segments, counted 34.
        tradacoms.utilitybill.edi Tradacoms
          UTLHDR 3 - | 164542 - 1 | 1011101000000 > 1011101000000 | 7
          UTLBIL 3 0614438000016 | 164542 - 2 | 1011101000000 > 1011101000000 | 12
          UVATLR 3 - | 164542 - 3 | 1011101000000 > 1011101000000 | 4
          UTLTLR 3 - | 164542 - 4 | 1011101000000 > 1011101000000 | 3
          ! END says 27 documents, counted 4.
        tradacoms.utilitybill.escape.edi Tradacoms
          UTLHDR 3 - | 164542 - 1 | 1011101000000 > 1011101000000 | 7
          UTLBIL 3 0614438000016 | 164542 - 2 | 1011101000000 > 1011101000000 | 12
          UVATLR 3 - | 164542 - 3 | 1011101000000 > 1011101000000 | 4
          UTLTLR 3 - | 164542 - 4 | 1011101000000 > 1011101000000 | 3
          ! END says 27 documents, counted 4.
        tradacoms.utilitybill.escape2.edi Tradacoms
          UTLHDR 3 - | 164542 - 1 | 1011101000000 > 1011101000000 | 7
          UTLBIL 3 0614438000016 | 164542 - 2 | 1011101000000 > 1011101000000 | 13
          UVATLR 3 - | 164542 - 3 | 1011101000000 > 1011101000000 | 4
          UTLTLR 3 - | 164542 - 4 | 1011101000000 > 1011101000000 | 3
          ! MTR says 12 segments, counted 13.
          ! END says 27 documents, counted 4.
        x12.214.edi X12
          214 004030 1751807 | 000082265 82265 822650001 | 02:SCAC > ZZ:MGCTLYST | 16 test
          ! ISA does not have its fixed width of 106 bytes.
        x12.810.mandatory-conditions.edi X12
          850 004010 - | 000000055 2 0001 | 01:000123456 > ZZ:TEST2 | 6 test
          ! ISA does not have its fixed width of 106 bytes.
          ! SE says 50 segments, counted 6.
          ! IEA names 000000001, ISA 000000055.
        x12.810a.edi X12
          810 004010 DO091003TESTINV01 | 000000001 1 0001 | ZZ:ABCMUSICSUPPLY > ZZ:ARIBAEDI | 64 test
          ! ISA does not have its fixed width of 106 bytes.
        x12.810b.edi X12
          810 004010 DO091003TESTINV01TAX | 000000001 1 0001 | ZZ:ABCMUSICSUPPLY > ZZ:ARIBAEDI | 72 test
          ! ISA does not have its fixed width of 106 bytes.
        x12.810c.edi X12
          810 004010 DO091003TESTHDRINV01 | 000000001 1 0001 | ZZ:ABCMUSICSUPPLY > ZZ:ARIBAEDI | 45 test
          ! ISA does not have its fixed width of 106 bytes.
        x12.810d.edi X12
          810 004010 DO091003TESTHDRINV02 | 000000001 1 0001 | ZZ:ABCMUSICSUPPLY > ZZ:ARIBAEDI | 64 test
          ! ISA does not have its fixed width of 106 bytes.
        x12.820.issue140.edi X12
          820 005010 4529952 | 820101047 820101047 101053 | 08:TPTESTUS00 > ZZ:TESTCOMP | 68
        x12.832.edi X12
          832 004010 BISG | 000000030 1 2001 | 01:999999999 > 12:6309246701 | 12 test
          ! ISA does not have its fixed width of 106 bytes.
          ! SE says 17 segments, counted 12.
        x12.850.edi X12
          850 004010 1000012 | 000000055 2 0003 | 01:000123456 > ZZ:PARTNERID | 11 test
          ! ISA does not have its fixed width of 106 bytes.
          ! IEA names 000000001, ISA 000000055.
        x12.850.issue135.edi X12
          850 004010 740150 | 000000001 1 0001 | 01:049351117 > ZZ:BARSAN | 86 test
          850 004010 740151 | 000000001 1 0001 | 01:049351117 > ZZ:BARSAN | 95 test
          ! ISA16 is missing: the interchange has no component separator.
          ! SE says 87 segments, counted 86.
        x12.850a.edi X12
          850 004010 4600000406 | 000000055 2 0001 | 01:000123456 > ZZ:TEST2 | 50 test
          ! ISA does not have its fixed width of 106 bytes.
          ! IEA names 000000001, ISA 000000055.
        x12.Issue101.edi X12
          850 004010 - | 000000055 2 0012 | 01:000123456 > ZZ:TEST2 | 5 test
          ! ISA does not have its fixed width of 106 bytes.
          ! SE says 50 segments, counted 5.
          ! IEA names 000000001, ISA 000000055.
        x12.Issue172.edi X12
          850 004010 - | 000000055 2 0001 | 01:000123456 > ZZ:TEST2 | 10 test
          ! ISA does not have its fixed width of 106 bytes.
          ! SE says 50 segments, counted 10.
          ! IEA names 000000001, ISA 000000055.
        x12.Issue88.edi X12
          271 005010X279A1 100270 | 000000001 1 00001 | ZZ:EMEDNYBAT > ZZ:ETIN | 47 test
        x12.Issue91.edi X12
          850 004010 - | 000000055 2 0001 | 01:000123456 > ZZ:TEST2 | 7 test
          ! ISA does not have its fixed width of 106 bytes.
          ! SE says 50 segments, counted 7.
          ! IEA names 000000001, ISA 000000055.
        """;

    public static readonly TheoryData<int> Cuts = [int.MaxValue, 1, 2, 3, 7];

    [Theory, MemberData(nameof(Cuts))]
    public async Task Says_what_the_files_say_however_they_are_cut_into_reads(int cut)
    {
        var lines = new List<string>();
        foreach (var file in Directory.GetFiles(TestFiles.PathOf("edi-net")).Where(f => Path.HasExtension(f)).Order(StringComparer.Ordinal))
        {
            var report = await Summary.ReadAsync(TestFiles.Bytes(file), cut);
            lines.Add($"{Path.GetFileName(file)} {report.Standard}");
            lines.AddRange(report.Documents.Select(d => "  " + Summary.Of(d)));
            lines.AddRange(report.Oddities.Select(o => "  ! " + o.Text));
            Assert.False(report.Truncated);
        }

        Assert.Equal(Expected.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }

    [Fact]
    public async Task A_licence_holds_no_documents_and_is_not_odd()
    {
        var report = await Summary.ReadAsync(TestFiles.Bytes("edi-net/LICENSE"));
        Assert.Equal(EdiStandard.Unknown, report.Standard);
        Assert.Empty(report.Documents);
        Assert.Empty(report.Oddities);
    }
}
