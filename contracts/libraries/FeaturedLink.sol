// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IFeaturedMessages} from "../interfaces/IFeaturedMessages.sol";

/// @title  FeaturedLink
/// @notice Which links may stand beside a work: none, or `https://` and printable ASCII that no HTML, CSS or shell reads
///         as anything but text. Whether the host exists and is wanted, the gallery decides.
library FeaturedLink {
    uint256 private constant MAX_LINK_BYTES = 200;
    bytes private constant SCHEME = "https://";
    /// @dev Bit c is set when byte c may stand in a link: 0x21…0x7e without `"`, `'`, `<`, `>`, `\`, `^`, `` ` ``, `{`, `|`, `}`.
    uint256 private constant ALLOWED = ((1 << 0x7f) - (1 << 0x21))
        & ~uint256(
            (1 << 0x22) | (1 << 0x27) | (1 << 0x3c) | (1 << 0x3e) | (1 << 0x5c) | (1 << 0x5e) | (1 << 0x60)
                | (1 << 0x7b) | (1 << 0x7c) | (1 << 0x7d)
        );

    /// @notice Reverts with `BadLink` and the position of the first bad byte.
    function requireSafe(string calldata text) internal pure {
        bytes calldata link = bytes(text);
        uint256 length = link.length;
        if (length == 0) return;
        if (length > MAX_LINK_BYTES) revert IFeaturedMessages.BadLink(length, MAX_LINK_BYTES, MAX_LINK_BYTES);
        for (uint256 i = 0; i < length; ++i) {
            bool good = i < SCHEME.length ? link[i] == SCHEME[i] : (ALLOWED >> uint8(link[i])) & 1 == 1;
            if (!good) revert IFeaturedMessages.BadLink(length, MAX_LINK_BYTES, i);
        }
        if (length <= SCHEME.length) revert IFeaturedMessages.BadLink(length, MAX_LINK_BYTES, length);
    }
}
