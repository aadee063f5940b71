// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {ERC721} from "solady/tokens/ERC721.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {FeaturedMessages} from "../../contracts/FeaturedMessages.sol";
import {IFeaturedMessages} from "../../contracts/interfaces/IFeaturedMessages.sol";
import {IOwnerSigned} from "../../contracts/interfaces/IOwnerSigned.sol";
import {DelegateRegistryDouble} from "./DelegateRegistryDouble.sol";
import {TwoKeyWallet} from "./Wallets.sol";
import {WorkFixture} from "./WorkFixture.sol";
import {typedDataDigest} from "./typedDataDigest.sol";

contract FeaturedMessagesTest is WorkFixture {
    uint256 private constant FEE = 0.001 ether;
    uint256 private constant COOLDOWN = 30;

    address private moderator = makeAddr("moderator");
    address private payee = makeAddr("payee");
    Vm.Wallet private signer = vm.createWallet("signer");
    FeaturedMessages private messages;

    function setUp() public override {
        super.setUp();
        messages = new FeaturedMessages(address(token), moderator, payee, FEE, COOLDOWN);
        vm.warp(1_700_000_000);
        vm.deal(owner, 1 ether);
        vm.deal(other, 1 ether);
    }

    function test_post_tellsTextLinkAndEpoch() public {
        vm.expectEmit(address(messages));
        emit IFeaturedMessages.MessagePosted(LAYER, owner, 0, "hello", "https://example.org/a?b=c#d");
        post("hello", "https://example.org/a?b=c#d");
        (bytes16 hash, uint40 postedAt, bool live, bool hidden) = messages.messageOf(LAYER);
        assertEq(hash, bytes16(keccak256(abi.encode("hello", "https://example.org/a?b=c#d"))));
        assertEq(postedAt, block.timestamp);
        assertTrue(live);
        assertFalse(hidden);
    }

    function test_post_failsIfNotOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER));
        vm.prank(other);
        messages.post{value: FEE}(LAYER, "hello", "");
    }

    function test_post_failsForApprovedOperators() public {
        vm.prank(owner);
        token.setApprovalForAll(other, true);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER));
        vm.prank(other);
        messages.post{value: FEE}(LAYER, "hello", "");
    }

    function test_post_failsOnAnUnknownToken() public {
        vm.expectRevert(ERC721.TokenDoesNotExist.selector);
        vm.prank(owner);
        messages.post{value: FEE}(LAST + 1, "hello", "");
    }

    function test_post_failsUnlessTheExactFeeIsSent() public {
        uint256[3] memory wrong = [uint256(0), FEE - 1, FEE + 1];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.WrongFee.selector, wrong[i], FEE));
            vm.prank(owner);
            messages.post{value: wrong[i]}(LAYER, "hello", "");
        }
    }

    function test_post_failsOnEmptyOrLongText() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.BadText.selector, 0, 280));
        messages.post{value: FEE}(LAYER, "", "");
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.BadText.selector, 281, 280));
        messages.post{value: FEE}(LAYER, filled(281), "");
        messages.post{value: FEE}(LAYER, filled(280), "");
    }

    function test_post_failsOnLinksThatAreNotPlainHttps() public {
        assertBadLink("http://example.org", 4);
        assertBadLink("javascript:alert(1)", 0);
        assertBadLink("HTTPS://example.org", 0);
        assertBadLink("https:/", 7);
        assertBadLink("https://", 8);
        assertBadLink(string.concat("https://", filled(193)), 200);
        post("the longest link", string.concat("https://", filled(192)));
    }

    /// @dev Studio, server and screens refuse what the contract does, by the same cases, and more of their own.
    function test_post_takesExactlyTheLinksThatPagesSayItTakes() public {
        string memory json = vm.readFile("test/vectors/links.json");
        uint256 count;
        for (; vm.keyExistsJson(json, string.concat(".links[", vm.toString(count), "]")); ++count) {
            string memory place = string.concat(".links[", vm.toString(count), "]");
            string memory link = vm.parseJsonString(json, string.concat(place, ".link"));
            bytes32 fault = keccak256(bytes(vm.parseJsonString(json, string.concat(place, ".fault"))));
            bool refused =
                fault == keccak256("scheme") || fault == keccak256("length") || fault == keccak256("character");
            vm.warp(vm.getBlockTimestamp() + COOLDOWN);
            vm.prank(owner);
            if (refused) vm.expectPartialRevert(IFeaturedMessages.BadLink.selector);
            messages.post{value: FEE}(LAYER, "hello", link);
        }
        assertGt(count, 50);
    }

    function testFuzz_post_acceptsExactlyTheSafeBytesInALink(bytes1 byte_) public {
        bytes memory unsafe = "\"'<>\\^`{|}";
        bool good = uint8(byte_) > 0x20 && uint8(byte_) < 0x7f;
        for (uint256 i = 0; i < unsafe.length; ++i) {
            if (byte_ == unsafe[i]) good = false;
        }
        string memory link = string(abi.encodePacked("https://a", byte_, "b"));
        if (good) post("hello", link);
        else assertBadLink(link, 9);
    }

    function test_post_failsWhileCoolingDown() public {
        post("one", "");
        uint256 readyAt = vm.getBlockTimestamp() + COOLDOWN;
        vm.warp(readyAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.CoolingDown.selector, LAYER, readyAt));
        vm.prank(owner);
        messages.post{value: FEE}(LAYER, "two", "");
        vm.warp(readyAt);
        post("two", "");
    }

    function test_post_replacesAHiddenMessageWithAVisibleOne() public {
        post("one", "");
        vm.prank(moderator);
        messages.hide(LAYER, true);
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        post("two", "");
        (,, bool live, bool hidden) = messages.messageOf(LAYER);
        assertTrue(live);
        assertFalse(hidden);
    }

    function test_clear_takesTheMessageDownAndKeepsTheCooldown() public {
        post("one", "");
        vm.expectEmit(address(messages));
        emit IFeaturedMessages.MessageCleared(LAYER, owner);
        vm.startPrank(owner);
        messages.clear(LAYER);
        (,, bool live,) = messages.messageOf(LAYER);
        assertFalse(live);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.NoMessage.selector, LAYER));
        messages.clear(LAYER);
        uint256 readyAt = vm.getBlockTimestamp() + COOLDOWN;
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.CoolingDown.selector, LAYER, readyAt));
        messages.post{value: FEE}(LAYER, "two", "");
    }

    function test_clear_failsIfNotOwner() public {
        post("one", "");
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, moderator, LAYER));
        vm.prank(moderator);
        messages.clear(LAYER);
    }

    function test_hide_hidesAndShowsAgain() public {
        post("one", "");
        for (uint256 i = 0; i < 2; ++i) {
            bool hide = i == 0;
            vm.expectEmit(address(messages));
            emit IFeaturedMessages.MessageHidden(LAYER, moderator, hide);
            vm.prank(moderator);
            messages.hide(LAYER, hide);
            (,, bool live, bool hidden) = messages.messageOf(LAYER);
            assertTrue(live);
            assertEq(hidden, hide);
        }
    }

    function test_hide_failsIfNotModerator() public {
        post("one", "");
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.NotModerator.selector, owner));
        vm.prank(owner);
        messages.hide(LAYER, true);
    }

    function test_hide_failsWithoutAMessage() public {
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.NoMessage.selector, LAYER));
        vm.prank(moderator);
        messages.hide(LAYER, true);
    }

    function test_transfer_endsTheMessageEvenWhenTheTokenComesBack() public {
        post("one", "");
        vm.prank(owner);
        token.transferFrom(owner, other, LAYER);
        (,, bool live,) = messages.messageOf(LAYER);
        assertFalse(live);
        vm.prank(other);
        token.transferFrom(other, owner, LAYER);
        (,, live,) = messages.messageOf(LAYER);
        assertFalse(live);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.NoMessage.selector, LAYER));
        vm.prank(owner);
        messages.clear(LAYER);
    }

    function test_withdraw_givesThePayeeEveryFee() public {
        post("one", "");
        vm.prank(other);
        messages.post{value: FEE}(LAST, "two", "");
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.NotPayee.selector, owner));
        vm.prank(owner);
        messages.withdraw(owner);
        vm.expectEmit(address(messages));
        emit IFeaturedMessages.FeesWithdrawn(payee, 2 * FEE);
        vm.prank(payee);
        messages.withdraw(payee);
        assertEq(payee.balance, 2 * FEE);
        assertEq(address(messages).balance, 0);
    }

    function test_withdraw_failsToNobody() public {
        post("one", "");
        vm.expectRevert(IFeaturedMessages.NoRecipient.selector);
        vm.prank(payee);
        messages.withdraw(address(0));
        assertEq(address(messages).balance, FEE);
    }

    function test_withdraw_failsIntoAnAccountThatRefusesValue() public {
        post("one", "");
        vm.expectRevert(SafeTransferLib.ETHTransferFailed.selector);
        vm.prank(payee);
        messages.withdraw(address(token));
        assertEq(address(messages).balance, FEE);
    }

    // postBySig

    function test_postBySig_postsForTheOwnerWhoSigned() public {
        IFeaturedMessages.Message memory message = aMessage();
        vm.expectEmit(address(messages));
        emit IFeaturedMessages.MessagePosted(LAYER, signer.addr, 1, "signed", "https://example.org");
        bring(message, sign(message));
        (bytes16 hash,, bool live,) = messages.messageOf(LAYER);
        assertEq(hash, bytes16(keccak256(abi.encode("signed", "https://example.org"))));
        assertTrue(live);
        assertEq(messages.nonceOf(LAYER), 1);
        assertEq(address(messages).balance, FEE);
    }

    function test_postBySig_isGoodForOneUse() public {
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        bring(message, signature);
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.StaleMessage.selector, LAYER, 0, 1));
        bring(message, signature);
        message.nonce = 1;
        assertRefused(message, signature);
        bring(message, sign(message));
    }

    function test_postBySig_isOverOnceTheOwnerSpoke() public {
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        vm.deal(signer.addr, FEE);
        vm.prank(signer.addr);
        messages.post{value: FEE}(LAYER, "in person", "");
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.StaleMessage.selector, LAYER, 0, 1));
        bring(message, signature);
    }

    function test_postBySig_failsOnWordsThatWereNotSigned() public {
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        message.text = "forged";
        assertRefused(message, signature);
        message = aMessage();
        message.link = "https://example.com";
        assertRefused(message, signature);
        message = aMessage();
        message.deadline += 1;
        assertRefused(message, signature);
    }

    function test_postBySig_failsForAnotherTokenContractAndChain() public {
        vm.prank(owner);
        token.transferFrom(owner, signer.addr, FINITE);
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        message.tokenId = FINITE;
        assertRefused(message, signature);
        message = aMessage();
        FeaturedMessages twin = new FeaturedMessages(address(token), moderator, payee, FEE, COOLDOWN);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.BadSignature.selector, signer.addr));
        twin.postBySig{value: FEE}(message, signature);
        vm.chainId(block.chainid + 1);
        assertRefused(message, signature);
    }

    function test_postBySig_isGoodToTheLastSecondOfItsDeadline() public {
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        vm.warp(message.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.SignatureExpired.selector, message.deadline));
        bring(message, signature);
        vm.warp(message.deadline);
        bring(message, signature);
    }

    function test_postBySig_diesWithARevocationAndALiveMessageDoesNot() public {
        IFeaturedMessages.Message memory message = aMessage();
        bring(message, sign(message));
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        message.nonce = 1;
        bytes memory signature = sign(message);
        vm.prank(signer.addr);
        token.revokeSignatures(LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.SignatureRevoked.selector, LAYER, 1, 2));
        bring(message, signature);
        (,, bool live,) = messages.messageOf(LAYER);
        assertTrue(live);
    }

    function test_regression_aFormerOwnersMessageDoesNotReviveWhenTheTokenComesBack() public {
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        vm.prank(signer.addr);
        token.transferFrom(signer.addr, other, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, signer.addr, LAYER));
        bring(message, signature);
        vm.prank(other);
        token.transferFrom(other, signer.addr, LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.SignatureRevoked.selector, LAYER, 1, 3));
        bring(message, signature);
    }

    function test_postBySig_holdsToFeeTextLinkAndCooldown() public {
        IFeaturedMessages.Message memory message = aMessage();
        bytes memory signature = sign(message);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.WrongFee.selector, 0, FEE));
        messages.postBySig(message, signature);
        message.text = filled(281);
        signature = sign(message);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.BadText.selector, 281, 280));
        bring(message, signature);
        message = aMessage();
        message.link = "javascript:alert(1)";
        signature = sign(message);
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.BadLink.selector, 19, 200, 0));
        bring(message, signature);
        message = aMessage();
        bring(message, sign(message));
        message.nonce = 1;
        signature = sign(message);
        uint256 readyAt = vm.getBlockTimestamp() + COOLDOWN;
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.CoolingDown.selector, LAYER, readyAt));
        bring(message, signature);
    }

    function test_postBySig_takesTheSignatureOfAWalletOfTwoKeys() public {
        Vm.Wallet memory second = vm.createWallet("second");
        TwoKeyWallet wallet = new TwoKeyWallet(signer.addr, second.addr);
        IFeaturedMessages.Message memory message = aMessage();
        vm.prank(signer.addr);
        token.transferFrom(signer.addr, address(wallet), LAYER);
        (message.owner, message.epoch) = (address(wallet), 2);
        bytes memory one = sign(message);
        assertRefused(message, one);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(second, digestOf(message));
        bring(message, abi.encodePacked(one, r, s, v));
        vm.deal(signer.addr, FEE);
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(signer.addr);
        wallet.execute{value: FEE}(address(messages), abi.encodeCall(messages.post, (LAYER, "in person", "")));
        assertEq(messages.nonceOf(LAYER), 2);
    }

    function test_eip712Domain_namesThisContract() public view {
        (, string memory name, string memory version,, address verifier,,) = messages.eip712Domain();
        assertEq(name, "Pentimento Messages");
        assertEq(version, "1");
        assertEq(verifier, address(messages));
    }

    // delegate.xyz

    function test_delegate_speaksAndClearsWithTheRightOfMessagesAlone() public {
        DelegateRegistryDouble registry = new DelegateRegistryDouble().deployTo(vm);
        bytes memory refused = abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER);
        vm.prank(owner);
        registry.delegateAll(other, "layerstyle", true);
        vm.expectRevert(refused);
        vm.prank(other);
        messages.post{value: FEE}(LAYER, "hello", "");
        vm.prank(owner);
        registry.delegateERC721(other, address(token), LAYER, "layermessage", true);
        vm.expectEmit(address(messages));
        emit IFeaturedMessages.MessagePosted(LAYER, other, 0, "hello", "");
        vm.startPrank(other);
        messages.post{value: FEE}(LAYER, "hello", "");
        messages.clear(LAYER);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, FINITE));
        messages.post{value: FEE}(FINITE, "hello", "");
        vm.stopPrank();
        vm.prank(owner);
        token.transferFrom(owner, moderator, LAYER);
        vm.expectRevert(refused);
        vm.prank(other);
        messages.post{value: FEE}(LAYER, "hello", "");
    }

    function test_user_doesNotSpeakForTheOwner() public {
        vm.prank(owner);
        token.setUser(LAYER, other, type(uint64).max);
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.NotTokenOwner.selector, other, LAYER));
        vm.prank(other);
        messages.post{value: FEE}(LAYER, "hello", "");
    }

    function test_clear_takesAHiddenMessageDown() public {
        post("one", "");
        vm.prank(moderator);
        messages.hide(LAYER, true);
        vm.prank(owner);
        messages.clear(LAYER);
        (,, bool live, bool hidden) = messages.messageOf(LAYER);
        assertFalse(live);
        assertFalse(hidden);
    }

    function test_gas_post() public {
        post("one", "https://example.org");
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        post("two", "https://example.org");
        vm.snapshotGasLastCall("FeaturedMessages", "post again, 3 bytes of text, 19 bytes of link");
    }

    /// @dev The signer has LAYER from now on: epoch 1.
    function aMessage() private returns (IFeaturedMessages.Message memory) {
        if (token.ownerOf(LAYER) == owner) {
            vm.prank(owner);
            token.transferFrom(owner, signer.addr, LAYER);
        }
        return IFeaturedMessages.Message({
            tokenId: LAYER,
            text: "signed",
            link: "https://example.org",
            owner: signer.addr,
            epoch: 1,
            nonce: 0,
            deadline: 1_700_000_600
        });
    }

    function bring(IFeaturedMessages.Message memory message, bytes memory signature) private {
        vm.prank(other);
        messages.postBySig{value: FEE}(message, signature);
    }

    function assertRefused(IFeaturedMessages.Message memory message, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IOwnerSigned.BadSignature.selector, message.owner));
        bring(message, signature);
    }

    function sign(IFeaturedMessages.Message memory message) private returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(signer, digestOf(message));
        return abi.encodePacked(r, s, v);
    }

    function digestOf(IFeaturedMessages.Message memory message) private view returns (bytes32) {
        bytes32 hash = vm.eip712HashStruct(
            "Message(uint256 tokenId,string text,string link,address owner,uint48 epoch,uint32 nonce,uint64 deadline)",
            abi.encode(message)
        );
        return typedDataDigest("Pentimento Messages", address(messages), hash);
    }

    function post(string memory text, string memory link) private {
        vm.prank(owner);
        messages.post{value: FEE}(LAYER, text, link);
    }

    function assertBadLink(string memory link, uint256 position) private {
        uint256 length = bytes(link).length;
        vm.expectRevert(abi.encodeWithSelector(IFeaturedMessages.BadLink.selector, length, 200, position));
        vm.prank(owner);
        messages.post{value: FEE}(LAYER, "hello", link);
    }

    function filled(uint256 length) private pure returns (string memory) {
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            text[i] = "a";
        }
        return string(text);
    }
}
