// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  IERC4907
/// @notice A token lent for a time: its user may restyle it until `expires`. A transfer ends the loan.
interface IERC4907 {
    /// @notice The token's user is now this one; the zero address for none.
    event UpdateUser(uint256 indexed tokenId, address indexed user, uint64 expires);

    /// @notice Lends the token, or ends the loan with the zero address. The owner's, never an operator's: an approval
    ///         to sell is no approval to hand out the style. Fails with `NotTokenOwner` or `UnknownToken`.
    /// @param expires  unix seconds, the last second of the loan
    function setUser(uint256 tokenId, address user, uint64 expires) external;

    /// @return The user, or zero when there is none or the loan is over.
    function userOf(uint256 tokenId) external view returns (address);

    /// @return The last second of the last loan in unix seconds, over or not; 0 for none since the last transfer.
    function userExpires(uint256 tokenId) external view returns (uint256);
}
