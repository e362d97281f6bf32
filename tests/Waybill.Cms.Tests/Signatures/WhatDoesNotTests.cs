using System.Security.Cryptography;

namespace Waybill.Cms.Tests.Signatures;

public sealed class WhatDoesNotTests
{
    [Theory]
    [InlineData(new string[0], SignerStatus.DigestMismatch)]
    [InlineData(new[] { "-noattr" }, SignerStatus.BadSignature)]
    public async Task Changed_content_is_found(string[] arguments, SignerStatus expected)
    {
        var alice = TestIdentities.Rsa("alice");
        var content = SignedBytes.Content.ToArray();
        content[^1] ^= 1;

        Assert.Equal(expected, SignedBytes.Check(await SignedBytes.SignAsync(alice, arguments), content, CmsPolicy.Strict, alice).Status);
    }

    [Fact]
    [Requirement("AS2-CRYPTO-016")]
    public async Task The_certificate_in_the_message_proves_nothing()
    {
        var cms = await SignedBytes.SignAsync(TestIdentities.Rsa("mallory"));

        Assert.Equal(SignerStatus.UnknownSigner, SignedBytes.Check(cms, CmsPolicy.Strict, TestIdentities.Rsa("alice")).Status);
        Assert.Equal(SignerStatus.Unchecked, SignedBytes.Check(cms, CmsPolicy.Strict).Status);
    }

    [Theory]
    [Requirement("AS2-CRYPTO-009")]
    [InlineData("sha1")]
    [InlineData("md5")]
    [InlineData("sha256", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_mgf1_md:sha1")]
    public async Task An_old_digest_counts_only_when_the_policy_says_so(string digest, params string[] arguments)
    {
        var alice = TestIdentities.Rsa("alice");
        var cms = await SignedBytes.SignAsync(alice, ["-md", digest, .. arguments]);

        Assert.Equal(SignerStatus.ForbiddenAlgorithm, SignedBytes.Check(cms, CmsPolicy.Strict, alice).Status);
        Assert.Equal(SignerStatus.Good, SignedBytes.Check(cms, CmsPolicy.ReadEverything, alice).Status);
    }

    [Fact]
    public async Task A_digest_we_do_not_know_is_named()
    {
        var alice = TestIdentities.Rsa("alice");
        var check = SignedBytes.Check(await SignedBytes.SignAsync(alice, "-md", "sha3-256"), CmsPolicy.ReadEverything, alice);

        Assert.Equal(SignerStatus.UnknownAlgorithm, check.Status);
        Assert.Equal("2.16.840.1.101.3.4.2.8", check.All[0].Signer.DigestOid);
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_in_the_signature_value_is_found()
    {
        var alice = TestIdentities.Rsa("alice");
        var cms = await SignedBytes.SignAsync(alice, "-nocerts");
        for (var at = cms.Length - 256; at < cms.Length; at += 15)
        {
            var changed = cms.ToArray();
            changed[at] ^= 0x10;
            Assert.Equal(SignerStatus.BadSignature, SignedBytes.Check(changed, CmsPolicy.Strict, alice).Status);
        }
    }

    [Fact]
    public async Task No_changed_byte_makes_anything_but_a_verdict_or_a_CmsException()
    {
        var alice = TestIdentities.Ec("alice");
        var cms = await SignedBytes.SignAsync(alice, "-nocerts");
        using var trusted = new CmsCertificate(alice);
        var digests = DigestAlgorithm.All.ToDictionary(d => d, d => CryptographicOperations.HashData(d.Hash, SignedBytes.Content));
        var refused = 0;
        for (var at = 0; at < cms.Length; at++)
        {
            foreach (var bit in new byte[] { 1, 0x20, 0x80 })
            {
                var changed = cms.ToArray();
                changed[at] ^= bit;
                try
                {
                    CmsSignatures.Read(changed).Verify(d => digests[d], [trusted], CmsPolicy.Strict);
                }
                catch (CmsException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 1, cms.Length * 3);
    }

    [Fact]
    public async Task A_cut_signature_is_refused_at_every_byte()
    {
        var cms = await SignedBytes.SignAsync(TestIdentities.Ec("alice"), "-nocerts");
        for (var length = 0; length < cms.Length; length++)
        {
            Assert.Throws<CmsException>(() => CmsSignatures.Read(cms.AsMemory(0, length)));
        }
    }

    [Theory]
    [InlineData("3080308530")]
    [InlineData("308006092A864886F70D010702A08030FF")]
    [InlineData("3080FF")]
    public void Bytes_that_are_no_BER_below_an_indefinite_length_are_malformed(string hex)
        => Assert.Throws<CmsException>(() => CmsSignatures.Read(Convert.FromHexString(hex)));

    [Fact]
    public async Task More_signers_or_bytes_than_the_bounds_allow_are_refused()
    {
        var cms = await SignedBytes.SignAsync(TestIdentities.Rsa("alice"));

        Assert.Equal(CmsProblem.LimitExceeded, Assert.Throws<CmsException>(() => CmsSignatures.Read(cms, new() { MaxSigners = 0 })).Problem);
        Assert.Equal(CmsProblem.LimitExceeded, Assert.Throws<CmsException>(() => CmsSignatures.Read(cms, new() { MaxElementBytes = cms.Length - 1 })).Problem);
        Assert.Equal(CmsProblem.LimitExceeded, Assert.Throws<CmsException>(() => CmsSignatures.Read((byte[])[.. cms, 0, 0], new() { MaxTrailingBytes = 1 })).Problem);
    }
}
