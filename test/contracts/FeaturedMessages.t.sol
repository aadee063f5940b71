// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ERC721} from "solady/tokens/ERC721.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {FeaturedMessages} from "../../contracts/FeaturedMessages.sol";
import {IFeaturedMessages} from "../../contracts/interfaces/IFeaturedMessages.sol";
import {IOwnerSigned} from "../../contracts/interfaces/IOwnerSigned.sol";
import {WorkFixture} from "./WorkFixture.sol";

contract FeaturedMessagesTest is WorkFixture {
    uint256 private constant FEE = 0.001 ether;
    uint256 private constant COOLDOWN = 30;

    address private moderator = makeAddr("moderator");
    address private payee = makeAddr("payee");
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

    function test_withdraw_failsIntoAnAccountThatRefusesValue() public {
        post("one", "");
        vm.expectRevert(SafeTransferLib.ETHTransferFailed.selector);
        vm.prank(payee);
        messages.withdraw(address(token));
        assertEq(address(messages).balance, FEE);
    }

    function test_gas_post() public {
        post("one", "https://example.org");
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        post("two", "https://example.org");
        vm.snapshotGasLastCall("FeaturedMessages", "post again, 3 bytes of text, 19 bytes of link");
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
