// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Test} from "forge-std/Test.sol";
import {FeaturedMessages} from "../../contracts/FeaturedMessages.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice What holds after any sequence of posts, clearings, hidings, transfers and withdrawals by anyone.
contract FeaturedMessagesInvariantsTest is WorkFixture {
    Square private square;

    function setUp() public override {
        super.setUp();
        address moderator = makeAddr("moderator");
        address payee = makeAddr("payee");
        square = new Square(token, LAYER, [owner, other, moderator, payee]);
        targetContract(address(square));
    }

    function invariant_theMessageIsTheLastOneAccepted() public view {
        (bytes16 contentHash, uint40 postedAt, bool live, bool hidden) = square.messages().messageOf(LAYER);
        assertEq(contentHash, square.contentHash());
        assertEq(postedAt, square.postedAt());
        assertEq(live, square.live());
        assertEq(live && hidden, square.live() && square.hidden());
    }

    function invariant_theNonceCountsPosts() public view {
        assertEq(square.messages().nonceOf(LAYER), square.posts());
    }

    function invariant_everyFeeIsHereOrWithdrawn() public view {
        assertEq(address(square.messages()).balance, square.posts() * square.FEE() - square.withdrawn());
    }

    function invariant_nobodyDidWhatWasNotTheirs() public view {
        assertEq(square.trespasses(), 0);
    }

    function invariant_nobodyWasRefusedWhatWasTheirs() public view {
        assertEq(square.refusals(), 0);
    }
}

/// @notice Two owners, a moderator and a payee who all try everything with one layer's message, and a plain account of
///         what was accepted.
contract Square is Test {
    uint256 public constant FEE = 3;
    uint256 private constant COOLDOWN = 1 hours;

    FeaturedMessages public immutable messages;
    LayerToken private immutable token;
    uint256 private immutable layer;
    address[4] private people;
    address private immutable moderator;
    address private immutable payee;

    bytes16 public contentHash;
    uint256 public postedAt;
    uint256 public posts;
    uint256 public withdrawn;
    uint256 public trespasses;
    uint256 public refusals;
    bool public live;
    bool public hidden;

    /// @param people_  two owners, the moderator, the payee
    constructor(LayerToken token_, uint256 layer_, address[4] memory people_) {
        token = token_;
        layer = layer_;
        people = people_;
        (moderator, payee) = (people_[2], people_[3]);
        messages = new FeaturedMessages(address(token_), moderator, payee, FEE, COOLDOWN);
        vm.warp(1_700_000_000);
    }

    function post(uint256 who, string calldata text, uint256 sent, bool byHolder, bool exactly) external {
        address by = byHolder ? token.ownerOf(layer) : people[who % 4];
        uint256 value = exactly ? FEE : bound(sent, 0, 2 * FEE);
        bool ready = posts == 0 || vm.getBlockTimestamp() >= postedAt + COOLDOWN;
        bool sized = bytes(text).length > 0 && bytes(text).length <= 280;
        vm.deal(by, value);
        vm.prank(by);
        try messages.post{value: value}(layer, text, "") {
            judge(true, by == token.ownerOf(layer) && ready && sized && value == FEE);
            contentHash = bytes16(keccak256(abi.encode(text, "")));
            postedAt = vm.getBlockTimestamp();
            ++posts;
            (live, hidden) = (true, false);
        } catch {
            judge(false, by == token.ownerOf(layer) && ready && sized && value == FEE);
        }
    }

    function clear(uint256 who) external {
        bool good = live && people[who % 4] == token.ownerOf(layer);
        vm.prank(people[who % 4]);
        try messages.clear(layer) {
            judge(true, good);
            live = false;
        } catch {
            judge(false, good);
        }
    }

    function hide(uint256 who, bool hide_) external {
        bool good = live && people[who % 4] == moderator;
        vm.prank(people[who % 4]);
        try messages.hide(layer, hide_) {
            judge(true, good);
            hidden = hide_;
        } catch {
            judge(false, good);
        }
    }

    function withdraw(uint256 who) external {
        bool good = people[who % 4] == payee;
        uint256 amount = address(messages).balance;
        vm.prank(people[who % 4]);
        try messages.withdraw(payee) {
            judge(true, good);
            withdrawn += amount;
        } catch {
            judge(false, good);
        }
    }

    /// @dev Between the two owners, now and then.
    function transfer(uint256 chance) external {
        if (chance % 4 != 0) return;
        address from = token.ownerOf(layer);
        vm.prank(from);
        token.transferFrom(from, from == people[0] ? people[1] : people[0], layer);
        live = false;
    }

    function wait(uint256 duration) external {
        vm.warp(vm.getBlockTimestamp() + bound(duration, 0, 2 * COOLDOWN));
    }

    function judge(bool accepted, bool good) private {
        if (accepted && !good) ++trespasses;
        if (!accepted && good) ++refusals;
    }
}
