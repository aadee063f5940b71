// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ILayerToken} from "../interfaces/ILayerToken.sol";
import {MAX_LEVERS, StyleWord} from "../types/StyleWord.sol";

/// @title  StyleChanges
/// @notice The `changes` of a restyle: one to twelve triples (u8 lever, u16 value), big-endian, levers strictly ascending.
library StyleChanges {
    uint256 private constant TRIPLE_BYTES = 3;

    /// @notice Moves the levers that `changes` names.
    /// @param bounds  12 × u16, the largest value of each lever
    /// @return        the word with those levers moved; revision, updates left and flags as they were
    function applyTo(bytes calldata changes, StyleWord word, uint256 bounds) internal pure returns (StyleWord) {
        uint256 length = changes.length;
        if (length == 0 || length % TRIPLE_BYTES != 0 || length > MAX_LEVERS * TRIPLE_BYTES) {
            revert ILayerToken.MalformedChanges(length);
        }
        uint256 lowest = 0;
        for (uint256 offset = 0; offset < length; offset += TRIPLE_BYTES) {
            uint256 triple = uint24(bytes3(changes[offset:offset + TRIPLE_BYTES]));
            uint256 index = triple >> 16;
            uint16 value = uint16(triple);
            if (index < lowest) revert ILayerToken.MalformedChanges(length);
            uint16 max = index < MAX_LEVERS ? StyleWord.wrap(bounds).lever(index) : 0;
            // A lever whose largest value is 0 does not exist, so not even 0 can be said of it.
            if (value > max || max == 0) revert ILayerToken.LeverOutOfBounds(uint8(index), value, max);
            word = word.withLever(index, value);
            lowest = index + 1;
        }
        return word;
    }
}
