// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {IOwnerSigned} from "../../contracts/interfaces/IOwnerSigned.sol";
import {REVISION_SHIFT, StyleWord} from "../../contracts/types/StyleWord.sol";
import {BareDelegateCode, OddWallet, TwoKeyWallet} from "./Wallets.sol";
import {typedDataDigest} from "./typedDataDigest.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice A restyle that the owner signed and somebody else brings.
contract LayerTokenSignaturesTest is WorkFixture {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    Vm.Wallet private signer = vm.createWallet("signer");
    address private relayer = makeAddr("relayer");

    function setUp() public override {
        super.setUp();
        vm.warp(1_700_000_000);
        vm.prank(owner);
        token.transferFrom(owner, signer.addr, LAYER);
    }

    function test_setStyleBySig_restylesForTheOwnerWhoSigned() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        vm.expectEmit(address(token));
        emit ILayerToken.StyleChanged(
            LAYER, 1, signer.addr, UNLIMITED_WORD, UNLIMITED_WORD | (1 << REVISION_SHIFT) | (9 << 16)
        );
        bring(update, sign(update));
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(1), 9);
    }

    function test_setStyleBySig_isGoodForOneUse() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        bring(update, signature);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StaleRevision.selector, LAYER, 0, 1));
        bring(update, signature);
    }

    function test_setStyleBySig_isGoodForOneUseInEveryFormOfTheSignature() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, digestOf(update, address(token)));
        bytes32 otherS = bytes32(CURVE_ORDER - uint256(s));
        uint8 otherV = v == 27 ? 28 : 27;
        bytes[3] memory forms = [
            abi.encodePacked(r, s, v),
            abi.encodePacked(r, otherS, otherV),
            abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255)))
        ];
        for (uint256 i = 0; i < 3; ++i) {
            uint256 before = vm.snapshotState();
            bring(update, forms[i]);
            for (uint256 j = 0; j < 3; ++j) {
                vm.expectRevert(abi.encodeWithSelector(ILayerToken.StaleRevision.selector, LAYER, 0, 1));
                bring(update, forms[j]);
            }
            vm.revertToState(before);
        }
    }

    function test_setStyleBySig_failsOnAnythingButASignature() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory good = sign(update);
        bytes[4] memory bad = [bytes(""), new bytes(65), abi.encodePacked(good, bytes1(0)), new bytes(64)];
        for (uint256 i = 0; i < bad.length; ++i) {
            refuse(update, bad[i]);
        }
    }

    function test_setStyleBySig_failsOnWordsThatWereNotSigned() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        update.changes = change(1, 10);
        refuse(update, signature);
        update = aStyleUpdate();
        update.deadline += 1;
        refuse(update, signature);
        vm.prank(signer.addr);
        token.setStyle(LAYER, change(0, 1), 0);
        update = aStyleUpdate();
        update.revision = 1;
        refuse(update, signature);
    }

    function test_setStyleBySig_failsForAnotherTokenOfTheSameOwner() public {
        vm.prank(owner);
        token.transferFrom(owner, signer.addr, FINITE);
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        update.tokenId = FINITE;
        refuse(update, signature);
    }

    function test_setStyleBySig_failsOnAnotherContract() public {
        LayerToken twin = new LayerToken(artist, CAP, "");
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        tokens[1].owner = signer.addr;
        vm.prank(artist);
        twin.createWork(ENTROPY, MANIFEST, tokens);
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        update.epoch = 0;
        bytes memory signature = abi.encodePacked(signatureFor(update, address(token)));
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.BadSignature.selector, signer.addr));
        twin.setStyleBySig(update, signature);
        twin.setStyleBySig(update, signatureFor(update, address(twin)));
    }

    function test_setStyleBySig_failsOnAnotherChain() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        vm.chainId(block.chainid + 1);
        refuse(update, signature);
        bring(update, sign(update));
    }

    function test_setStyleBySig_isGoodToTheLastSecondOfItsDeadline() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        vm.warp(update.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.SignatureExpired.selector, update.deadline));
        bring(update, signature);
        vm.warp(update.deadline);
        bring(update, signature);
    }

    function test_setStyleBySig_failsWhenSomebodyElseSigned() public {
        Vm.Wallet memory stranger = vm.createWallet("stranger");
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(stranger, digestOf(update, address(token)));
        refuse(update, abi.encodePacked(r, s, v));
        update.owner = stranger.addr;
        (v, r, s) = vm.sign(stranger, digestOf(update, address(token)));
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, stranger.addr, LAYER));
        bring(update, abi.encodePacked(r, s, v));
    }

    function test_setStyleBySig_failsForTheUserAndTheOperator() public {
        Vm.Wallet memory friend = vm.createWallet("friend");
        vm.startPrank(signer.addr);
        token.setUser(LAYER, friend.addr, type(uint64).max);
        token.setApprovalForAll(friend.addr, true);
        vm.stopPrank();
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(friend, digestOf(update, address(token)));
        refuse(update, abi.encodePacked(r, s, v));
    }

    function test_setStyleBySig_failsOnAnUnknownToken() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        update.tokenId = LAST + 1;
        bytes memory signature = sign(update);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1));
        bring(update, signature);
    }

    function test_setStyleBySig_failsOnAFrozenToken() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        vm.prank(signer.addr);
        token.freeze(LAYER);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StyleFrozen.selector, LAYER));
        bring(update, signature);
    }

    function test_revokeSignatures_endsWhatWasSignedAndNothingElse() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        vm.prank(signer.addr);
        token.setUser(LAYER, other, type(uint64).max);
        vm.expectEmit(address(token));
        emit ILayerToken.SignaturesRevoked(LAYER, 2);
        vm.prank(signer.addr);
        token.revokeSignatures(LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.SignatureRevoked.selector, LAYER, 1, 2));
        bring(update, signature);
        assertEq(token.epochOf(LAYER), 1);
        assertEq(token.signatureEpochOf(LAYER), 2);
        assertEq(token.ownerOf(LAYER), signer.addr);
        assertEq(token.userOf(LAYER), other);
        update.epoch = 2;
        bring(update, sign(update));
    }

    function test_revokeSignatures_failsIfNotOwner() public {
        vm.prank(signer.addr);
        token.setApprovalForAll(other, true);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER));
        vm.prank(other);
        token.revokeSignatures(LAYER);
    }

    /// @dev However transfers and revocations are mixed, no epoch comes twice.
    function testFuzz_signatureEpoch_onlyRises(uint32 mix) public {
        uint256 transfers = 1;
        for (uint256 i = 0; i < 12; ++i) {
            uint48 before = token.signatureEpochOf(LAYER);
            address holder = token.ownerOf(LAYER);
            vm.prank(holder);
            if ((mix >> i) & 1 == 1) {
                token.transferFrom(holder, holder == other ? signer.addr : other, LAYER);
                ++transfers;
            } else {
                token.revokeSignatures(LAYER);
            }
            assertEq(token.signatureEpochOf(LAYER), before + 1);
            assertEq(token.epochOf(LAYER), transfers);
        }
    }

    function test_regression_aFormerOwnersSignatureDoesNotReviveWhenTheTokenComesBack() public {
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bytes memory signature = sign(update);
        vm.prank(signer.addr);
        token.transferFrom(signer.addr, other, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, signer.addr, LAYER));
        bring(update, signature);
        vm.prank(other);
        token.transferFrom(other, signer.addr, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.SignatureRevoked.selector, LAYER, 1, 3));
        bring(update, signature);
    }

    // accounts with code

    function test_setStyleBySig_takesTheSignatureOfAWalletOfTwoKeys() public {
        Vm.Wallet memory second = vm.createWallet("second");
        TwoKeyWallet wallet = new TwoKeyWallet(signer.addr, second.addr);
        giveTo(address(wallet));
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        (update.owner, update.epoch) = (address(wallet), 2);
        bytes32 digest = digestOf(update, address(token));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, digest);
        bytes memory one = abi.encodePacked(r, s, v);
        refuse(update, one);
        (v, r, s) = vm.sign(second, digest);
        bring(update, abi.encodePacked(one, r, s, v));
        vm.prank(signer.addr);
        wallet.execute(address(token), abi.encodeCall(token.setStyle, (LAYER, change(0, 3), 1)));
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(0), 3);
    }

    function test_setStyleBySig_failsOnEveryOddAnswerOfAWallet() public {
        for (uint256 i = 0; i <= uint256(OddWallet.Answer.Reenter); ++i) {
            uint256 before = vm.snapshotState();
            OddWallet wallet = new OddWallet(OddWallet.Answer(i));
            giveTo(address(wallet));
            ILayerToken.StyleUpdate memory update = aStyleUpdate();
            (update.owner, update.epoch) = (address(wallet), 2);
            refuse(update, sign(update));
            assertEq(token.styleOf(LAYER), UNLIMITED_WORD);
            vm.revertToState(before);
        }
    }

    /// forge-config: default.evm_version = "prague"
    function test_setStyleBySig_takesTheKeysSignatureOfAnEip7702Account() public {
        delegateSigner();
        ILayerToken.StyleUpdate memory update = aStyleUpdate();
        bring(update, sign(update));
        assertEq(StyleWord.wrap(token.styleOf(LAYER)).lever(1), 9);
        update.revision = 1;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(vm.createWallet("stranger"), digestOf(update, address(token)));
        refuse(update, abi.encodePacked(r, s, v));
    }

    /// forge-config: default.evm_version = "prague"
    function test_eip7702Account_receivesFromAMintAndRestylesThroughItsCode() public {
        delegateSigner();
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        tokens[1].owner = signer.addr;
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, tokens);
        uint256 minted = (2 << 16) | 1;
        vm.prank(signer.addr);
        BareDelegateCode(signer.addr).execute(address(token), abi.encodeCall(token.setStyle, (minted, change(0, 4), 0)));
        assertEq(StyleWord.wrap(token.styleOf(minted)).lever(0), 4);
    }

    // EIP-712

    function test_eip712Domain_namesThisContractOnThisChain() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier, bytes32 salt,) =
            token.eip712Domain();
        assertEq(fields, hex"0f");
        assertEq(name, "Pentimento");
        assertEq(version, "1");
        assertEq(chainId, block.chainid);
        assertEq(verifier, address(token));
        assertEq(salt, 0);
    }

    function delegateSigner() private {
        vm.signAndAttachDelegation(address(new BareDelegateCode()), signer.privateKey);
        vm.prank(relayer);
        token.name();
        assertEq(bytes3(signer.addr.code), bytes3(0xef0100));
    }

    function giveTo(address account) private {
        vm.prank(signer.addr);
        token.transferFrom(signer.addr, account, LAYER);
    }

    function aStyleUpdate() private view returns (ILayerToken.StyleUpdate memory) {
        return ILayerToken.StyleUpdate({
            tokenId: LAYER, changes: change(1, 9), owner: signer.addr, epoch: 1, revision: 0, deadline: 1_700_000_600
        });
    }

    function bring(ILayerToken.StyleUpdate memory update, bytes memory signature) private {
        vm.prank(relayer);
        token.setStyleBySig(update, signature);
    }

    function refuse(ILayerToken.StyleUpdate memory update, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.BadSignature.selector, update.owner));
        bring(update, signature);
    }

    function sign(ILayerToken.StyleUpdate memory update) private returns (bytes memory) {
        return signatureFor(update, address(token));
    }

    function signatureFor(ILayerToken.StyleUpdate memory update, address verifier) private returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, digestOf(update, verifier));
        return abi.encodePacked(r, s, v);
    }

    /// @dev EIP-712 as forge does it, from the types in words.
    function digestOf(ILayerToken.StyleUpdate memory update, address verifier) private view returns (bytes32) {
        bytes32 message = vm.eip712HashStruct(
            "StyleUpdate(uint256 tokenId,bytes changes,address owner,uint48 epoch,uint32 revision,uint64 deadline)",
            abi.encode(update)
        );
        return typedDataDigest("Pentimento", verifier, message);
    }
}
