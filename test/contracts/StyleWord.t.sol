// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {stdError} from "forge-std/StdError.sol";
import {stdJson} from "forge-std/StdJson.sol";
import {Test} from "forge-std/Test.sol";
import {ILayerToken} from "../../contracts/interfaces/ILayerToken.sol";
import {StyleChanges} from "../../contracts/libraries/StyleChanges.sol";
import {StyleWord, UNLIMITED_UPDATES} from "../../contracts/types/StyleWord.sol";

/// @notice The packed word against a plain struct, and against the vectors the TypeScript codec is tested with.
contract StyleWordTest is Test {
    using StyleChanges for bytes;
    using stdJson for string;

    struct Plain {
        uint16[12] levers;
        uint32 revision;
        uint24 updatesLeft;
        uint8 flags;
    }

    string private vectors = vm.readFile("test/vectors/styleWord.json");

    function testFuzz_accessors_readWhatAPlainStructHolds(Plain memory plain) public pure {
        assertReads(pack(plain), plain);
    }

    function testFuzz_withLever_changesThatLeverAlone(Plain memory plain, uint256 index, uint16 value) public pure {
        index = bound(index, 0, 11);
        StyleWord moved = pack(plain).withLever(index, value);
        plain.levers[index] = value;
        assertReads(moved, plain);
    }

    function testFuzz_asUpdated_changesRevisionAndUpdatesAlone(Plain memory plain) public pure {
        plain.revision = uint32(bound(plain.revision, 0, type(uint32).max - 1));
        plain.updatesLeft = uint24(bound(plain.updatesLeft, 1, type(uint24).max));
        StyleWord updated = pack(plain).asUpdated();
        plain.revision += 1;
        if (plain.updatesLeft != UNLIMITED_UPDATES) plain.updatesLeft -= 1;
        assertReads(updated, plain);
    }

    function testFuzz_asFrozen_changesOneBitAlone(Plain memory plain) public pure {
        StyleWord frozen = pack(plain).asFrozen();
        plain.flags |= 1;
        assertReads(frozen, plain);
        assertTrue(frozen.frozen());
    }

    function test_asUpdated_neverCarriesOutOfTheRevision() public {
        StyleWord last = StyleWord.wrap(uint256(type(uint32).max) << 192 | uint256(UNLIMITED_UPDATES) << 224);
        vm.expectRevert(stdError.assertionError);
        this.update(last);
    }

    function test_changes_failOnBadLengths() public {
        uint256[4] memory lengths = [uint256(0), 2, 4, 39];
        for (uint256 i = 0; i < lengths.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.MalformedChanges.selector, lengths[i]));
            this.applyChanges(new bytes(lengths[i]), StyleWord.wrap(0), type(uint192).max);
        }
    }

    function test_changes_failUnlessLeversAscend() public {
        bytes[2] memory bad = [bytes(hex"000001000002"), hex"050001040001"];
        for (uint256 i = 0; i < bad.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ILayerToken.MalformedChanges.selector, 6));
            this.applyChanges(bad[i], StyleWord.wrap(0), type(uint192).max);
        }
    }

    function test_changes_failOnALeverTheTokenLacks() public {
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.LeverOutOfBounds.selector, 12, 0, 0));
        this.applyChanges(hex"0c0000", StyleWord.wrap(0), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.LeverOutOfBounds.selector, 255, 1, 0));
        this.applyChanges(hex"ff0001", StyleWord.wrap(0), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ILayerToken.LeverOutOfBounds.selector, 1, 0, 0));
        this.applyChanges(hex"010000", StyleWord.wrap(0), 7);
    }

    function test_vectors_words() public view {
        uint256 count = countOf(".words");
        for (uint256 i = 0; i < count; ++i) {
            string memory path = string.concat(".words[", vm.toString(i), "]");
            StyleWord word = StyleWord.wrap(uint256(vectors.readBytes32(string.concat(path, ".word"))));
            uint256[] memory levers = vectors.readUintArray(string.concat(path, ".levers"));
            for (uint256 lever = 0; lever < 12; ++lever) {
                assertEq(word.lever(lever), levers[lever]);
            }
            assertEq(word.revision(), vectors.readUint(string.concat(path, ".revision")));
            assertEq(word.updatesLeft(), vectors.readUint(string.concat(path, ".updatesLeft")));
            assertEq(word.frozen(), vectors.readBool(string.concat(path, ".frozen")));
        }
    }

    function test_vectors_changes() public view {
        uint256 count = countOf(".changes");
        for (uint256 i = 0; i < count; ++i) {
            string memory path = string.concat(".changes[", vm.toString(i), "]");
            bytes memory changes = vectors.readBytes(string.concat(path, ".bytes"));
            StyleWord word = this.applyChanges(changes, StyleWord.wrap(0), type(uint192).max);
            uint256 expected = 0;
            uint256 moves = countOf(string.concat(path, ".changes"));
            for (uint256 j = 0; j < moves; ++j) {
                string memory move = string.concat(path, ".changes[", vm.toString(j), "]");
                uint256 lever = vectors.readUint(string.concat(move, ".lever"));
                expected += vectors.readUint(string.concat(move, ".index")) << (16 * lever);
            }
            assertEq(StyleWord.unwrap(word), expected);
        }
    }

    function test_vectors_restyles() public view {
        uint256 count = countOf(".restyles");
        for (uint256 i = 0; i < count; ++i) {
            string memory path = string.concat(".restyles[", vm.toString(i), "]");
            StyleWord before = StyleWord.wrap(uint256(vectors.readBytes32(string.concat(path, ".before"))));
            uint256 bounds = uint256(vectors.readBytes32(string.concat(path, ".bounds")));
            bytes memory changes = vectors.readBytes(string.concat(path, ".changes"));
            StyleWord next = this.applyChanges(changes, before, bounds).asUpdated();
            assertEq(bytes32(StyleWord.unwrap(next)), vectors.readBytes32(string.concat(path, ".after")));
        }
    }

    function test_vectors_seedsAndTokenIds() public view {
        uint256 count = countOf(".seeds");
        for (uint256 i = 0; i < count; ++i) {
            string memory path = string.concat(".seeds[", vm.toString(i), "]");
            address deployed = vectors.readAddress(string.concat(path, ".contract"));
            bytes32 entropy = vectors.readBytes32(string.concat(path, ".entropy"));
            uint256 tokenId = vm.parseUint(vectors.readString(string.concat(path, ".tokenId")));
            bytes32 seed = keccak256(abi.encodePacked(deployed, entropy, tokenId));
            assertEq(seed, vectors.readBytes32(string.concat(path, ".seed")));
        }
        count = countOf(".tokenIds");
        for (uint256 i = 0; i < count; ++i) {
            string memory path = string.concat(".tokenIds[", vm.toString(i), "]");
            uint256 work = vectors.readUint(string.concat(path, ".work"));
            uint256 index = vectors.readUint(string.concat(path, ".index"));
            assertEq(vm.parseUint(vectors.readString(string.concat(path, ".tokenId"))), (work << 16) | index);
        }
    }

    /// @dev External, so that changes are calldata and a revert can be expected.
    function applyChanges(bytes calldata changes, StyleWord word, uint256 bounds) external pure returns (StyleWord) {
        return changes.applyTo(word, bounds);
    }

    /// @dev External, so that a revert can be expected.
    function update(StyleWord word) external pure returns (StyleWord) {
        return word.asUpdated();
    }

    function countOf(string memory list) private view returns (uint256 count) {
        while (vm.keyExistsJson(vectors, string.concat(list, "[", vm.toString(count), "]"))) {
            ++count;
        }
        assertGt(count, 0);
    }

    function pack(Plain memory plain) private pure returns (StyleWord) {
        uint256 word = uint256(plain.flags) * 2 ** 248 + uint256(plain.updatesLeft) * 2 ** 224;
        word += uint256(plain.revision) * 2 ** 192;
        for (uint256 i = 0; i < 12; ++i) {
            word += uint256(plain.levers[i]) * 2 ** (16 * i);
        }
        return StyleWord.wrap(word);
    }

    function assertReads(StyleWord word, Plain memory plain) private pure {
        assertEq(StyleWord.unwrap(word), StyleWord.unwrap(pack(plain)));
        for (uint256 i = 0; i < 12; ++i) {
            assertEq(word.lever(i), plain.levers[i]);
        }
        assertEq(word.revision(), plain.revision);
        assertEq(word.updatesLeft(), plain.updatesLeft);
        assertEq(word.flags(), plain.flags);
        assertEq(word.frozen(), plain.flags % 2 == 1);
    }
}
