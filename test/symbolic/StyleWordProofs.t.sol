// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {StyleChanges} from "../../contracts/libraries/StyleChanges.sol";
import {MAX_LEVERS, StyleWord, UNLIMITED_UPDATES} from "../../contracts/types/StyleWord.sol";

/// @notice The packed word and the changes to it, for every word there is. Proved by Halmos: `npm run analyze:contracts`.
contract StyleWordProofs {
    using StyleChanges for bytes;
    using StyleChanges for StyleWord;

    function check_fields_readBackAsTheyWerePacked(uint192 levers, uint32 revision, uint24 updates, uint8 flags)
        external
        pure
    {
        StyleWord word = StyleWord.wrap(
            uint256(levers) | uint256(revision) << 192 | uint256(updates) << 224 | uint256(flags) << 248
        );
        assert(word.revision() == revision);
        assert(word.updatesLeft() == updates);
        assert(word.flags() == flags);
        assert(word.frozen() == (flags % 2 == 1));
        for (uint256 i = 0; i < MAX_LEVERS; ++i) {
            assert(word.lever(i) == uint16(levers >> (16 * i)));
        }
    }

    function check_withLever_changesThatLeverAlone(uint256 raw, uint16 value) external pure {
        StyleWord word = StyleWord.wrap(raw);
        for (uint256 index = 0; index < MAX_LEVERS; ++index) {
            StyleWord next = word.withLever(index, value);
            assert(next.lever(index) == value);
            uint256 others = ~(uint256(type(uint16).max) << (16 * index));
            assert(StyleWord.unwrap(next) & others == raw & others);
        }
    }

    function check_asUpdated_changesRevisionAndCountAlone(uint256 raw) external pure {
        StyleWord word = StyleWord.wrap(raw);
        if (word.revision() == type(uint32).max || word.updatesLeft() == 0) return;
        StyleWord next = word.asUpdated();
        assert(next.revision() == word.revision() + 1);
        bool finite = word.updatesLeft() != UNLIMITED_UPDATES;
        assert(next.updatesLeft() == (finite ? word.updatesLeft() - 1 : UNLIMITED_UPDATES));
        assert(next.flags() == word.flags());
        assert(uint192(StyleWord.unwrap(next)) == uint192(raw));
    }

    function check_asFrozen_setsOneBitAlone(uint256 raw) external pure {
        assert(StyleWord.unwrap(StyleWord.wrap(raw).asFrozen()) == raw | 1 << 248);
    }

    /// @dev Two triples of any bytes on any word and bounds: taken exactly when levers ascend and stay within bounds,
    ///      and then those two levers move and nothing else.
    function check_changes_areTakenExactlyWithinBounds(
        uint256 raw,
        uint256 bounds,
        uint8 first,
        uint16 firstValue,
        uint8 second,
        uint16 secondValue
    ) external view {
        bytes memory changes = abi.encodePacked(first, firstValue, second, secondValue);
        bool good = first < second && second < MAX_LEVERS && fits(bounds, first, firstValue)
            && fits(bounds, second, secondValue);
        try this.applyTo(changes, StyleWord.wrap(raw), bounds) returns (StyleWord next) {
            assert(good);
            StyleWord expected = StyleWord.wrap(raw).withLever(first, firstValue).withLever(second, secondValue);
            assert(StyleWord.unwrap(next) == StyleWord.unwrap(expected));
        } catch {
            assert(!good);
        }
    }

    /// @dev External, so that changes are calldata and a revert can be caught.
    function applyTo(bytes calldata changes, StyleWord word, uint256 bounds) external pure returns (StyleWord) {
        return changes.applyTo(word, bounds);
    }

    function fits(uint256 bounds, uint256 index, uint256 value) private pure returns (bool) {
        uint256 max = index < MAX_LEVERS ? uint16(bounds >> (16 * index)) : 0;
        return max != 0 && value <= max;
    }
}
