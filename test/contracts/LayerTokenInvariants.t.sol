// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Test} from "forge-std/Test.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {StyleWord} from "../../contracts/types/StyleWord.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice What holds after any sequence of calls by anyone.
contract LayerTokenInvariantsTest is WorkFixture {
    Crowd private crowd;

    function setUp() public override {
        super.setUp();
        crowd = new Crowd(token, [owner, other, artist, makeAddr("stranger")], LAYER);
        targetContract(address(crowd));
    }

    function invariant_wordIsWhatTheAcceptedCallsMadeIt() public view {
        StyleWord word = StyleWord.wrap(token.styleOf(LAYER));
        for (uint256 i = 0; i < 12; ++i) {
            assertEq(word.lever(i), crowd.levers(i));
        }
        assertEq(word.revision(), crowd.restyles());
        assertEq(word.frozen(), crowd.frozen());
        assertEq(word.updatesLeft(), type(uint24).max);
    }

    function invariant_everyLeverIsWithinItsBound() public view {
        StyleWord word = StyleWord.wrap(token.styleOf(LAYER));
        for (uint256 i = 0; i < 12; ++i) {
            assertLe(word.lever(i), MAX);
        }
    }

    function invariant_onlyTransfersMoveOwnerAndEpoch() public view {
        assertEq(token.ownerOf(LAYER), crowd.holder());
        assertEq(token.epochOf(LAYER), crowd.transfers());
    }

    function invariant_neighboursAndSchemaStay() public view {
        assertEq(token.styleOf(FINITE), 2 << 224);
        assertEq(token.styleOf(MASTER), UNLIMITED_WORD);
        assertEq(token.boundsOf(LAYER), evenBounds(MAX));
        assertEq(token.ownerOf(FINITE), owner);
    }

    function invariant_nobodyButTheOwnerWasEverLetThrough() public view {
        assertEq(crowd.trespasses(), 0);
    }

    function invariant_theOwnerWasNeverRefusedAGoodRestyle() public view {
        assertEq(crowd.refusals(), 0);
    }
}

/// @notice Four accounts that restyle, freeze, approve and transfer one layer, allowed or not, and a plain account of
///         what was accepted.
contract Crowd is Test {
    LayerToken private immutable token;
    uint256 private immutable layer;
    address[4] private people;

    uint16[12] public levers;
    uint256 public restyles;
    uint256 public transfers;
    uint256 public trespasses;
    uint256 public refusals;
    bool public frozen;
    address public holder;

    constructor(LayerToken token_, address[4] memory people_, uint256 layer_) {
        token = token_;
        people = people_;
        layer = layer_;
        holder = token.ownerOf(layer);
    }

    function restyle(uint256 who, uint8 lever, uint16 value, bool byHolder) external {
        address by = byHolder ? holder : person(who);
        lever = uint8(bound(lever, 0, 12));
        value = uint16(bound(value, 0, 1100));
        bytes memory changes = abi.encodePacked(lever, value);
        vm.prank(by);
        try token.setStyle(layer, changes, uint32(restyles)) {
            if (by != holder || frozen) ++trespasses;
            levers[lever] = value;
            ++restyles;
        } catch {
            bool good = by == holder && !frozen && lever < 12 && value <= 1000 && value != levers[lever];
            if (good) ++refusals;
        }
    }

    /// @dev Rare, because everything after it is refused.
    function freeze(uint256 who, uint256 chance) external {
        if (chance % 8 != 0) return;
        address by = person(who);
        vm.prank(by);
        try token.freeze(layer) {
            if (by != holder || frozen) ++trespasses;
            frozen = true;
        } catch {
            // Refused: the invariants see that nothing moved.
        }
    }

    function approve(uint256 who) external {
        vm.prank(holder);
        token.approve(person(who), layer);
    }

    function approveAll(uint256 who, bool approved) external {
        vm.prank(holder);
        token.setApprovalForAll(person(who), approved);
    }

    function transfer(uint256 who, uint256 to) external {
        address by = person(who);
        bool allowed = by == holder || token.getApproved(layer) == by || token.isApprovedForAll(holder, by);
        vm.prank(by);
        try token.transferFrom(holder, person(to), layer) {
            if (!allowed) ++trespasses;
            holder = person(to);
            ++transfers;
        } catch {
            // Refused: the invariants see that nothing moved.
        }
    }

    function person(uint256 who) private view returns (address) {
        return people[who % people.length];
    }
}
