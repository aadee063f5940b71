// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @notice A token's whole style in one storage slot.
///
///         | bits      | field            |                                             |
///         |-----------|------------------|---------------------------------------------|
///         | 0…191     | `lever[12]`      | u16 each, lever 0 in the lowest bits        |
///         | 192…223   | `revision`       | u32, +1 on every style change               |
///         | 224…247   | `updatesLeft`    | u24, all ones = unlimited                   |
///         | 248…255   | `flags`          | bit 0 frozen, the others zero               |
type StyleWord is uint256;

using {lever, withLever, revision, updatesLeft, flags, frozen, asFrozen, asUpdated} for StyleWord global;

/// @dev The most levers a token has.
uint256 constant MAX_LEVERS = 12;
/// @dev `updatesLeft` of a token that may be restyled for ever.
uint24 constant UNLIMITED_UPDATES = type(uint24).max;

uint256 constant LEVER_BITS = 16;
uint256 constant LEVERS_BITS = MAX_LEVERS * LEVER_BITS;
uint256 constant REVISION_SHIFT = 192;
uint256 constant UPDATES_SHIFT = 224;
uint256 constant FLAGS_SHIFT = 248;
uint256 constant FROZEN = 1 << FLAGS_SHIFT;

/// @dev `index` is below `MAX_LEVERS`: the caller has checked it.
function lever(StyleWord word, uint256 index) pure returns (uint16) {
    return uint16(StyleWord.unwrap(word) >> _shiftOf(index));
}

/// @dev `index` is below `MAX_LEVERS`: the caller has checked it. Nothing but that lever changes.
function withLever(StyleWord word, uint256 index, uint16 value) pure returns (StyleWord) {
    uint256 shift = _shiftOf(index);
    uint256 others = StyleWord.unwrap(word) & ~(uint256(type(uint16).max) << shift);
    return StyleWord.wrap(others | (uint256(value) << shift));
}

function revision(StyleWord word) pure returns (uint32) {
    return uint32(StyleWord.unwrap(word) >> REVISION_SHIFT);
}

function updatesLeft(StyleWord word) pure returns (uint24) {
    return uint24(StyleWord.unwrap(word) >> UPDATES_SHIFT);
}

function flags(StyleWord word) pure returns (uint8) {
    return uint8(StyleWord.unwrap(word) >> FLAGS_SHIFT);
}

function frozen(StyleWord word) pure returns (bool) {
    return StyleWord.unwrap(word) & FROZEN != 0;
}

/// @return The same word with the frozen flag set. A freeze is no style change: the revision stays.
function asFrozen(StyleWord word) pure returns (StyleWord) {
    return StyleWord.wrap(StyleWord.unwrap(word) | FROZEN);
}

/// @notice The word's book-keeping after one restyle: the revision rises by one, a finite count of updates falls by one.
/// @dev    `updatesLeft` is not 0: the caller has checked it. The last revision of all, 2³² − 1, cannot be left: a
///         panic, never a carry into the neighbouring field.
function asUpdated(StyleWord word) pure returns (StyleWord) {
    assert(word.revision() != type(uint32).max);
    // Neither field carries into the next: the revision is below its largest value, a finite count above zero.
    unchecked {
        uint256 next = StyleWord.unwrap(word) + (1 << REVISION_SHIFT);
        if (word.updatesLeft() != UNLIMITED_UPDATES) next -= 1 << UPDATES_SHIFT;
        return StyleWord.wrap(next);
    }
}

/// @dev Checked arithmetic would cost a restyle more than the shift itself.
function _shiftOf(uint256 index) pure returns (uint256 shift) {
    unchecked {
        return index * LEVER_BITS;
    }
}
