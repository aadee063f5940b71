// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {stdJson} from "forge-std/StdJson.sol";
import {Vm} from "forge-std/Vm.sol";
import {IERC4906} from "../../contracts/interfaces/IERC4906.sol";
import {IERC7496} from "../../contracts/interfaces/IERC7496.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {REVISION_SHIFT, StyleWord} from "../../contracts/types/StyleWord.sol";
import {WorkFixture} from "./WorkFixture.sol";

/// @notice The style word as ERC-7496 traits.
contract LayerTokenTraitsTest is WorkFixture {
    using stdJson for string;

    string[15] private names = [
        "lever00",
        "lever01",
        "lever02",
        "lever03",
        "lever04",
        "lever05",
        "lever06",
        "lever07",
        "lever08",
        "lever09",
        "lever10",
        "lever11",
        "revision",
        "updatesRemaining",
        "frozen"
    ];

    function test_getTraitValues_readTheWholeWord() public {
        vm.startPrank(owner);
        for (uint8 i = 0; i < 12; ++i) {
            token.setStyle(LAYER, change(i, 100 + i), i);
        }
        token.freeze(LAYER);
        bytes32[] memory keys = new bytes32[](15);
        for (uint256 i = 0; i < 15; ++i) {
            keys[i] = key(i);
        }
        bytes32[] memory values = token.getTraitValues(LAYER, keys);
        for (uint256 i = 0; i < 12; ++i) {
            assertEq(uint256(values[i]), 100 + i);
        }
        assertEq(uint256(values[12]), 12);
        assertEq(uint256(values[13]), type(uint24).max);
        assertEq(uint256(values[14]), 1);
        for (uint256 i = 0; i < 15; ++i) {
            assertEq(token.getTraitValue(LAYER, keys[i]), values[i]);
        }
        assertEq(uint256(token.getTraitValue(FINITE, key(13))), 2);
        assertEq(uint256(token.getTraitValue(FINITE, key(14))), 0);
    }

    function test_traits_failOnUnknownKeysAndTokens() public {
        bytes32 unknown = keccak256("lever12");
        bytes memory noTrait = abi.encodeWithSelector(IERC7496.TraitDoesNotExist.selector, unknown);
        bytes32[] memory keys = new bytes32[](1);
        keys[0] = unknown;
        vm.expectRevert(noTrait);
        token.getTraitValue(LAYER, unknown);
        vm.expectRevert(noTrait);
        token.getTraitValues(LAYER, keys);
        vm.expectRevert(noTrait);
        vm.prank(owner);
        token.setTrait(LAYER, unknown, bytes32(uint256(1)));
        bytes memory noToken = abi.encodeWithSelector(ILayerToken.UnknownToken.selector, LAST + 1);
        vm.expectRevert(noToken);
        token.getTraitValue(LAST + 1, key(0));
        vm.expectRevert(noToken);
        token.getTraitValues(LAST + 1, keys);
        vm.expectRevert(noToken);
        token.setTrait(LAST + 1, key(0), 0);
    }

    function test_setTrait_isARestyleOfOneLever() public {
        vm.expectEmit(address(token));
        emit ILayerToken.StyleChanged(
            LAYER, 1, owner, UNLIMITED_WORD, UNLIMITED_WORD | (1 << REVISION_SHIFT) | (7 << 176)
        );
        vm.expectEmit(address(token));
        emit IERC7496.TraitUpdated(key(11), LAYER, bytes32(uint256(7)));
        vm.expectEmit(address(token));
        emit IERC7496.TraitUpdated(key(12), LAYER, bytes32(uint256(1)));
        vm.expectEmit(address(token));
        emit IERC4906.MetadataUpdate(LAYER);
        vm.expectEmit(address(token));
        emit IERC4906.MetadataUpdate(MASTER);
        vm.prank(owner);
        token.setTrait(LAYER, key(11), bytes32(uint256(7)));
    }

    function test_setTrait_failsOnWhatCannotBeSet() public {
        vm.startPrank(owner);
        for (uint256 i = 12; i < 15; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.TraitNotSettable.selector, key(i)));
            token.setTrait(LAYER, key(i), bytes32(uint256(1)));
        }
        bytes32 large = bytes32(uint256(65_536));
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.BadTraitValue.selector, key(0), large));
        token.setTrait(LAYER, key(0), large);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.LeverOutOfBounds.selector, 3, MAX + 1, MAX));
        token.setTrait(LAYER, key(3), bytes32(uint256(MAX) + 1));
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NothingChanged.selector, LAYER));
        token.setTrait(LAYER, key(0), 0);
    }

    function test_setTrait_failsForStrangersOnFrozenAndOnUsedUpTokens() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NotStyler.selector, other, LAYER));
        vm.prank(other);
        token.setTrait(LAYER, key(0), bytes32(uint256(1)));
        vm.startPrank(owner);
        token.setTrait(FINITE, key(0), bytes32(uint256(1)));
        token.setTrait(FINITE, key(0), bytes32(uint256(2)));
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.NoUpdatesLeft.selector, FINITE));
        token.setTrait(FINITE, key(0), bytes32(uint256(3)));
        token.freeze(LAYER);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.StyleFrozen.selector, LAYER));
        token.setTrait(LAYER, key(0), bytes32(uint256(1)));
    }

    function test_freeze_tellsItsTrait() public {
        vm.expectEmit(address(token));
        emit IERC7496.TraitUpdated(key(14), LAYER, bytes32(uint256(1)));
        vm.prank(owner);
        token.freeze(LAYER);
    }

    /// @dev Whatever levers move: an indexer that reads nothing but `TraitUpdated` has the traits as the token has them,
    ///      and hears of none that did not change.
    function testFuzz_traitUpdates_areExactlyWhatChanged(uint16[12] memory first, uint16[12] memory then, uint16 mask)
        public
    {
        vm.startPrank(owner);
        token.setStyle(FINITE, changesOf(first, type(uint16).max), 0);
        bytes memory changes = changesOf(then, mask);
        uint256 before = token.styleOf(FINITE);
        vm.recordLogs();
        (bool done,) = address(token).call(abi.encodeCall(token.setStyle, (FINITE, changes, 1)));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        StyleWord word = StyleWord.wrap(token.styleOf(FINITE));
        uint256 told = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IERC7496.TraitUpdated.selector) continue;
            (uint256 tokenId, bytes32 value) = abi.decode(logs[i].data, (uint256, bytes32));
            assertEq(tokenId, FINITE);
            assertEq(token.getTraitValue(FINITE, logs[i].topics[1]), value);
            ++told;
        }
        uint256 moved = 0;
        for (uint256 i = 0; i < 12; ++i) {
            if (word.lever(i) != StyleWord.wrap(before).lever(i)) ++moved;
        }
        assertEq(told, done ? moved + 2 : 0);
    }

    function test_getTraitMetadataURI_describesEveryTraitOnce() public view {
        string memory uri = token.getTraitMetadataURI();
        string memory prefix = "data:application/json;utf8,";
        assertEq(vm.indexOf(uri, prefix), 0);
        string memory json = vm.replace(uri, prefix, "");
        for (uint256 i = 0; i < 15; ++i) {
            string memory path = string.concat(".traits.", names[i]);
            assertTrue(bytes(json.readString(string.concat(path, ".displayName"))).length > 0);
            assertTrue(bytes(json.readString(string.concat(path, ".dataType.type"))).length > 0);
            assertEq(vm.keyExistsJson(json, string.concat(path, ".tokenOwnerCanUpdateValue")), i < 12);
            assertEq(vm.keyExistsJson(json, string.concat(path, ".validateOnSale")), i >= 12);
        }
        assertEq(vm.parseJsonKeys(json, ".traits").length, 15);
    }

    function changesOf(uint16[12] memory values, uint16 mask) private pure returns (bytes memory changes) {
        for (uint256 i = 0; i < 12; ++i) {
            uint16 value = mask == type(uint16).max ? 1 + values[i] % 3 : values[i] % 4;
            if ((mask >> i) & 1 == 1) changes = abi.encodePacked(changes, change(uint8(i), value));
        }
    }

    function key(uint256 i) private view returns (bytes32) {
        return keccak256(bytes(names[i]));
    }
}
