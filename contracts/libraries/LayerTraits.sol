// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {LibString} from "solady/utils/LibString.sol";
import {IERC7496} from "../interfaces/IERC7496.sol";
import {ILayerToken} from "../interfaces/ILayerToken.sol";
import {MAX_LEVERS, StyleWord} from "../types/StyleWord.sol";

/// @title  LayerTraits
/// @notice A style word read as ERC-7496 traits. The names and what they hold: IERC7496.
library LayerTraits {
    bytes32 private constant REVISION = keccak256("revision");
    bytes32 private constant UPDATES_REMAINING = keccak256("updatesRemaining");
    bytes32 private constant FROZEN_TRAIT = keccak256("frozen");
    /// @dev "lever00" as a number: its last byte is the last digit.
    uint256 private constant LEVER_00 = 0x6c657665723030;

    /// @notice Tells the levers that moved, the revision, and a finite count of updates.
    /// @dev    In assembly because every lever adds to it: in a restyle of twelve, this costs more than all the rest.
    /// @param changes  what led from `previous` to `next`: well formed, and naming every lever that differs
    function emitRestyled(uint256 tokenId, bytes calldata changes, StyleWord previous, StyleWord next) internal {
        bytes32 topic = IERC7496.TraitUpdated.selector;
        assembly ("memory-safe") {
            let differs := xor(previous, next)
            let data := mload(0x40)
            mstore(data, tokenId)
            let end := add(changes.offset, changes.length)
            for { let at := changes.offset } lt(at, end) { at := add(at, 3) } {
                let lever := byte(0, calldataload(at))
                let shift := shl(4, lever)
                if and(shr(shift, differs), 0xffff) {
                    mstore(add(data, 0x20), and(shr(shift, next), 0xffff))
                    mstore(0x00, add(LEVER_00, add(shl(8, div(lever, 10)), mod(lever, 10))))
                    log2(data, 0x40, topic, keccak256(0x19, 7))
                }
            }
        }
        _emitUpdated(tokenId, previous, next);
    }

    /// @notice The same for a restyle that moved this lever alone.
    function emitMoved(uint256 tokenId, uint256 lever, StyleWord previous, StyleWord next) internal {
        _emit(leverKey(lever), tokenId, next.lever(lever));
        _emitUpdated(tokenId, previous, next);
    }

    /// @notice Tells that the token is frozen.
    function emitFreeze(uint256 tokenId) internal {
        _emit(FROZEN_TRAIT, tokenId, 1);
    }

    /// @notice The trait's value in this word; reverts with `TraitDoesNotExist`.
    function valueOf(StyleWord word, bytes32 key) internal pure returns (bytes32) {
        if (key == REVISION) return bytes32(uint256(word.revision()));
        if (key == UPDATES_REMAINING) return bytes32(uint256(word.updatesLeft()));
        if (key == FROZEN_TRAIT) return bytes32(uint256(word.frozen() ? 1 : 0));
        return bytes32(uint256(word.lever(leverOf(key))));
    }

    /// @notice The lever whose trait this is. Reverts with `TraitNotSettable` on a trait that is no lever, with
    ///         `TraitDoesNotExist` on none at all.
    function leverOf(bytes32 key) internal pure returns (uint256 index) {
        for (index = 0; index < MAX_LEVERS; ++index) {
            if (key == leverKey(index)) return index;
        }
        if (key == REVISION || key == UPDATES_REMAINING || key == FROZEN_TRAIT) {
            revert ILayerToken.TraitNotSettable(key);
        }
        revert IERC7496.TraitDoesNotExist(key);
    }

    /// @return key  keccak256 of "lever" and two digits
    function leverKey(uint256 index) internal pure returns (bytes32 key) {
        assembly ("memory-safe") {
            mstore(0x00, add(LEVER_00, add(shl(8, div(index, 10)), mod(index, 10))))
            key := keccak256(0x19, 7)
        }
    }

    /// @return uri  ERC-7496's metadata of these traits as a data URI. What a lever means in a work, its manifest says.
    function metadataURI() internal pure returns (string memory uri) {
        uri = 'data:application/json;utf8,{"traits":{';
        for (uint256 index = 0; index < MAX_LEVERS; ++index) {
            string memory digits = string.concat(index < 10 ? "0" : "", LibString.toString(index));
            uri = string.concat(
                uri,
                '"lever',
                digits,
                '":{"displayName":"Lever ',
                LibString.toString(index + 1),
                '","dataType":{"type":"decimal","minValue":0,"maxValue":65535},"tokenOwnerCanUpdateValue":true},'
            );
        }
        return string.concat(
            uri,
            '"revision":{"displayName":"Revision","dataType":{"type":"decimal"},"validateOnSale":"requireEq"},',
            '"updatesRemaining":{"displayName":"Updates remaining","dataType":{"type":"decimal"},',
            '"validateOnSale":"requireUintGte"},',
            '"frozen":{"displayName":"Frozen","dataType":{"type":"boolean"},"validateOnSale":"requireEq"}}}'
        );
    }

    /// @dev Every restyle's: its revision, and its count of updates if that is finite.
    function _emitUpdated(uint256 tokenId, StyleWord previous, StyleWord next) private {
        _emit(REVISION, tokenId, next.revision());
        if (next.updatesLeft() != previous.updatesLeft()) _emit(UPDATES_REMAINING, tokenId, next.updatesLeft());
    }

    function _emit(bytes32 key, uint256 tokenId, uint256 value) private {
        emit IERC7496.TraitUpdated(key, tokenId, bytes32(value));
    }
}
