// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ILayerToken} from "../interfaces/ILayerToken.sol";
import {MAX_LEVERS, StyleWord} from "../types/StyleWord.sol";

/// @title  StyleChanges
/// @notice The `changes` of a restyle: one to twelve triples (u8 lever, u16 value), big-endian, levers strictly ascending.
library StyleChanges {
    uint256 private constant TRIPLE_BYTES = 3;
    uint256 private constant TRIPLE_SHIFT = 232;
    /// @dev A triple for each of a token's levers.
    uint256 private constant MAX_BYTES = 36;

    /// @notice Moves the levers that `changes` names.
    /// @param bounds  12 × u16, the largest value of each lever
    /// @return        the word with those levers moved; revision, updates left and flags as they were
    function applyTo(bytes calldata changes, StyleWord word, uint256 bounds) internal pure returns (StyleWord) {
        uint256 length = changes.length;
        if (length == 0 || length % TRIPLE_BYTES != 0 || length > MAX_BYTES) {
            revert ILayerToken.MalformedChanges(length);
        }
        uint256 lowest = 0;
        // At most twelve triples of three bytes within `changes`: nothing overflows, and no read leaves it.
        unchecked {
            for (uint256 offset = 0; offset < length; offset += TRIPLE_BYTES) {
                uint256 triple;
                assembly ("memory-safe") {
                    triple := shr(TRIPLE_SHIFT, calldataload(add(changes.offset, offset)))
                }
                uint256 index = triple >> 16;
                if (index < lowest) revert ILayerToken.MalformedChanges(length);
                word = moved(word, bounds, index, uint16(triple));
                lowest = index + 1;
            }
        }
        return word;
    }

    /// @notice Moves one lever within its bound.
    /// @param index  0…255; one that the token lacks is refused
    function moved(StyleWord word, uint256 bounds, uint256 index, uint16 value) internal pure returns (StyleWord) {
        uint16 max = index < MAX_LEVERS ? StyleWord.wrap(bounds).lever(index) : 0;
        // A lever whose largest value is 0 does not exist, so not even 0 can be said of it.
        if (value > max || max == 0) revert ILayerToken.LeverOutOfBounds(uint8(index), value, max);
        return word.withLever(index, value);
    }
}
