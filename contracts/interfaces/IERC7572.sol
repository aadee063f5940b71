// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

/// @title  IERC7572
/// @notice What a marketplace shows about the whole series.
interface IERC7572 {
    /// @notice `contractURI` is to be read again.
    event ContractURIUpdated();

    /// @return The URI of a JSON document about the series.
    function contractURI() external view returns (string memory);
}
