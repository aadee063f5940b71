// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Test} from "forge-std/Test.sol";
import {LayerToken} from "../../contracts/LayerToken.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {StyleWord, UNLIMITED_UPDATES, UPDATES_SHIFT} from "../../contracts/types/StyleWord.sol";
import {WorkFixture} from "./WorkFixture.sol";
import {typedDataDigest} from "./typedDataDigest.sol";

/// @notice What holds after any sequence of calls by anyone, of a layer that may be restyled for ever.
contract LayerTokenInvariantsTest is WorkFixture {
    uint256 internal updates = UNLIMITED_UPDATES;
    Crowd private crowd;

    function setUp() public virtual override {
        super.setUp();
        ILayerToken.TokenSetup[] memory tokens = threeLayers();
        tokens[1].word = updates << UPDATES_SHIFT;
        token = new LayerToken(artist, CAP, "");
        vm.prank(artist);
        token.createWork(ENTROPY, MANIFEST, tokens);
        crowd = new Crowd(token, ["owner", "other", "artist", "stranger"], LAYER);
        targetContract(address(crowd));
    }

    function invariant_wordIsWhatTheAcceptedCallsMadeIt() public view {
        StyleWord word = StyleWord.wrap(token.styleOf(LAYER));
        for (uint256 i = 0; i < 12; ++i) {
            assertEq(word.lever(i), crowd.levers(i));
        }
        assertEq(word.revision(), crowd.restyles());
        assertEq(word.frozen(), crowd.frozen());
        assertEq(word.updatesLeft(), updates == UNLIMITED_UPDATES ? updates : updates - crowd.restyles());
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

    function invariant_onlyTransfersAndRevocationsMoveTheSignatureEpoch() public view {
        assertEq(token.signatureEpochOf(LAYER), crowd.transfers() + crowd.revocations());
    }

    function invariant_theUserIsWhomTheHolderLentTo() public view {
        assertEq(token.userOf(LAYER), crowd.presentUser());
    }

    function invariant_traitsAreTheWord() public view {
        assertEq(uint256(token.getTraitValue(LAYER, keccak256("revision"))), crowd.restyles());
        assertEq(uint256(token.getTraitValue(LAYER, keccak256("lever00"))), crowd.levers(0));
        assertEq(uint256(token.getTraitValue(LAYER, keccak256("lever11"))), crowd.levers(11));
        assertEq(uint256(token.getTraitValue(LAYER, keccak256("frozen"))), crowd.frozen() ? 1 : 0);
        uint256 left = StyleWord.wrap(token.styleOf(LAYER)).updatesLeft();
        assertEq(uint256(token.getTraitValue(LAYER, keccak256("updatesRemaining"))), left);
    }

    function invariant_neighboursAndSchemaStay() public view {
        assertEq(token.styleOf(FINITE), 2 << 224);
        assertEq(token.styleOf(MASTER), UNLIMITED_WORD);
        assertEq(token.boundsOf(LAYER), evenBounds(MAX));
        assertEq(token.ownerOf(FINITE), owner);
    }

    function invariant_nobodyWithoutTheRightWasEverLetThrough() public view {
        assertEq(crowd.trespasses(), 0);
    }

    function invariant_nobodyWithTheRightWasEverRefused() public view {
        assertEq(crowd.refusals(), 0);
    }
}

/// @notice The same of a layer whose updates are soon used up.
contract LayerTokenFiniteInvariantsTest is LayerTokenInvariantsTest {
    function setUp() public override {
        updates = 3;
        super.setUp();
    }
}

/// @notice Four accounts that restyle in person, as a user and by signature, freeze, lend, revoke, approve and transfer
///         one layer, allowed or not, and a plain account of what was accepted.
contract Crowd is Test {
    struct Used {
        ILayerToken.StyleUpdate update;
        bytes signature;
    }

    LayerToken private immutable token;
    uint256 private immutable layer;
    string[4] private people;
    Used[] private used;

    uint16[12] public levers;
    uint256 public restyles;
    uint256 public transfers;
    uint256 public revocations;
    uint256 public trespasses;
    uint256 public refusals;
    bool public frozen;
    address public holder;
    address private user;
    uint256 private userExpires;
    /// @dev How many restyles the layer was made for.
    uint256 private immutable updates;

    /// @param people_  what `makeAddr` knows them by
    constructor(LayerToken token_, string[4] memory people_, uint256 layer_) {
        token = token_;
        people = people_;
        layer = layer_;
        holder = token.ownerOf(layer);
        updates = StyleWord.wrap(token.styleOf(layer)).updatesLeft();
    }

    function restyle(uint256 who, uint8 lever, uint16 value, bool byHolder, bool asTrait) external {
        address by = byHolder ? holder : person(who);
        lever = uint8(bound(lever, 0, 11));
        value = uint16(bound(value, 0, 1100));
        bool good = mayRestyle(by) && changesTo(lever, value);
        bytes32 key = keccak256(abi.encodePacked(lever < 10 ? "lever0" : "lever", vm.toString(lever)));
        bytes memory call = asTrait
            ? abi.encodeCall(token.setTrait, (layer, key, bytes32(uint256(value))))
            : abi.encodeCall(token.setStyle, (layer, abi.encodePacked(lever, value), uint32(restyles)));
        vm.prank(by);
        (bool accepted,) = address(token).call(call);
        count(accepted, good, lever, value);
    }

    function restyleBySignature(uint256 who, uint8 lever, uint16 value, bool byHolder) external {
        string memory name = byHolder ? nameOf(holder) : people[who % people.length];
        lever = uint8(bound(lever, 0, 11));
        value = uint16(bound(value, 0, 1100));
        ILayerToken.StyleUpdate memory update = ILayerToken.StyleUpdate({
            tokenId: layer,
            changes: abi.encodePacked(lever, value),
            owner: makeAddr(name),
            epoch: token.signatureEpochOf(layer),
            revision: uint32(restyles),
            deadline: uint64(vm.getBlockTimestamp())
        });
        bytes memory signature = sign(name, update);
        bool good = update.owner == holder && changesTo(lever, value);
        try token.setStyleBySig(update, signature) {
            count(true, good, lever, value);
            used.push(Used(update, signature));
        } catch {
            count(false, good, lever, value);
        }
    }

    function replay(uint256 which) external {
        if (used.length == 0) return;
        Used storage one = used[which % used.length];
        try token.setStyleBySig(one.update, one.signature) {
            ++trespasses;
        } catch {
            // Refused, as it must be: it was used.
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

    function lend(uint256 who, uint256 to, uint256 duration, bool byHolder) external {
        address by = byHolder ? holder : person(who);
        address borrower = to % 5 == 4 ? address(0) : person(to);
        uint64 expires = uint64(vm.getBlockTimestamp() + bound(duration, 0, 2 days));
        vm.prank(by);
        try token.setUser(layer, borrower, expires) {
            if (by != holder) ++trespasses;
            (user, userExpires) = (borrower, expires);
        } catch {
            if (by == holder) ++refusals;
        }
    }

    function revoke(uint256 who) external {
        address by = person(who);
        vm.prank(by);
        try token.revokeSignatures(layer) {
            if (by != holder) ++trespasses;
            ++revocations;
        } catch {
            if (by == holder) ++refusals;
        }
    }

    function wait(uint256 duration) external {
        vm.warp(vm.getBlockTimestamp() + bound(duration, 0, 1 days));
    }

    function approve(uint256 who) external {
        address operator = person(who);
        vm.prank(holder);
        token.approve(operator, layer);
    }

    function approveAll(uint256 who, bool approved) external {
        address operator = person(who);
        vm.prank(holder);
        token.setApprovalForAll(operator, approved);
    }

    function transfer(uint256 who, uint256 to) external {
        address by = person(who);
        address next = person(to);
        bool allowed = by == holder || token.getApproved(layer) == by || token.isApprovedForAll(holder, by);
        vm.prank(by);
        try token.transferFrom(holder, next, layer) {
            if (!allowed) ++trespasses;
            holder = next;
            (user, userExpires) = (address(0), 0);
            ++transfers;
        } catch {
            if (allowed) ++refusals;
        }
    }

    /// @return who may restyle beside the holder, or zero
    function presentUser() public view returns (address) {
        return vm.getBlockTimestamp() <= userExpires ? user : address(0);
    }

    function mayRestyle(address by) private view returns (bool) {
        return by == holder || by == presentUser();
    }

    function changesTo(uint8 lever, uint16 value) private view returns (bool) {
        return !frozen && restyles < updates && value <= 1000 && value != levers[lever];
    }

    function count(bool accepted, bool good, uint8 lever, uint16 value) private {
        if (accepted && !good) ++trespasses;
        if (!accepted && good) ++refusals;
        if (!accepted) return;
        levers[lever] = value;
        ++restyles;
    }

    function sign(string memory name, ILayerToken.StyleUpdate memory update) private returns (bytes memory) {
        bytes32 message = vm.eip712HashStruct(
            "StyleUpdate(uint256 tokenId,bytes changes,address owner,uint48 epoch,uint32 revision,uint64 deadline)",
            abi.encode(update)
        );
        bytes32 digest = typedDataDigest("Pentimento", address(token), message);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(vm.createWallet(name), digest);
        return abi.encodePacked(r, s, v);
    }

    function person(uint256 who) private returns (address) {
        return makeAddr(people[who % people.length]);
    }

    function nameOf(address account) private returns (string memory) {
        for (uint256 i = 0; i < people.length; ++i) {
            if (person(i) == account) return people[i];
        }
        revert("the layer left the crowd");
    }
}
